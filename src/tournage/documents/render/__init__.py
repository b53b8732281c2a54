"""How every paper and page is drawn: tokens, numbers, PDF, SVG, XLSX and HTML."""
