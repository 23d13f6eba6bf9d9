"""The layout of an article: paragraphs and quotation marks, found without any model."""
