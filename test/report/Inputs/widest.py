"""Prints the length of the longest line of stdin."""
import sys

print("widest", max(len(line.rstrip("\n")) for line in sys.stdin))
