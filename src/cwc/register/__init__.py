"""材料登记.xlsx: what the unit says of its activities and photos, and of which files."""
