"""One network for all: words, sentences, tags, trees and names read from the states that attributions are read from."""
