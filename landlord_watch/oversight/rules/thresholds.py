"""
Under what counts are hidden.

Source: common practice for small counts in official statistics; the numbers are ours. own.
"""

from typing import Final

#: The least count that is shown as it is.
LEAST_SHOWN: Final = 5
#: The least denominator a share is worked out on.
LEAST_FOR_SHARE: Final = 10
#: From which count of the municipality as a whole a move by fewer than five is nobody's: it is
#: what is left when those who left are taken from those who came. own, a judgement.
FREE_FROM: Final = 50
#: Of a sum of money, how many it is about at least, and how much of it one may carry at most.
LEAST_CARRIERS: Final = 5
MOST_CARRIED_PERCENT: Final = 60
