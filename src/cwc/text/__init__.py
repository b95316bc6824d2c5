"""字数, dates and names as Chinese documents write them."""
