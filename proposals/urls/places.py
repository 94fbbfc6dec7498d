"""Where the addresses of one alliance begin."""

ALLIANCE = "alliances/<uuid:public_id>/"
