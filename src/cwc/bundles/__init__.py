"""From an examined submission to a bag that the portal's operator can work through."""
