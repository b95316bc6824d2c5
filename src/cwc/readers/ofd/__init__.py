"""OFD (GB/T 33190), the form in which Chinese offices send documents."""
