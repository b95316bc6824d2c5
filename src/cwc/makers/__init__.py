"""New pictures from old ones; makers judge nothing and never touch the original."""
