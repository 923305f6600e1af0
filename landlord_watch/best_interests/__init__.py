"""What is best for a child, looked at before something that touches the child is decided."""
