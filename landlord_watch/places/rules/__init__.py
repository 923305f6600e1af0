"""What holds of places, whoever asks: points, borders, answers of a service, an order of stops."""
