"""Where a consortium stands under the rules, and what would mend it."""
