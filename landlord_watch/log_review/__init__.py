"""Log review (loggkontroll): who read which case without a reason that shows, month by month."""
