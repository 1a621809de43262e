-- Checks: what a file says of itself (a row TOTAAL, a column of totals) against
-- what its parts add up to.

CREATE TABLE laad.controle (
    bestand_id integer NOT NULL REFERENCES laad.bestand ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    controle   text NOT NULL,
    regel      bigint,
    sleutel    text,
    delen      telling,
    totaal     telling,
    oordeel    text NOT NULL CHECK (oordeel IN ('klopt', 'klopt binnen grenzen', 'wijkt af', 'niet te bepalen')),
    aantal     bigint NOT NULL CHECK (aantal > 0)
);
CREATE INDEX controle_bestand ON laad.controle (bestand_id);
ALTER TABLE laad.controle REPLICA IDENTITY FULL;
COMMENT ON TABLE laad.controle IS 'Controles bij het laden: totalen in een bestand, die geen feiten worden, tegen de som van hun delen';
COMMENT ON COLUMN laad.controle.bestand_id IS 'Bestand waarin het totaal staat';
COMMENT ON COLUMN laad.controle.controle IS 'Wat er is vergeleken: de kolom van het totaal';
COMMENT ON COLUMN laad.controle.regel IS 'Regel van het totaal in het bestand; NULL = van meer regels samen';
COMMENT ON COLUMN laad.controle.sleutel IS 'Waarvan het een totaal is; NULL = van meer regels samen';
COMMENT ON COLUMN laad.controle.delen IS 'Som van de delen, met grenzen waar die gemaskeerd zijn';
COMMENT ON COLUMN laad.controle.totaal IS 'Totaal zoals het bestand het noemt';
COMMENT ON COLUMN laad.controle.oordeel IS
    'klopt: gelijk. klopt binnen grenzen: door maskering kan het gelijk zijn. wijkt af: het kan niet gelijk zijn. niet te bepalen: een deel of het totaal is onbekend';
COMMENT ON COLUMN laad.controle.aantal IS 'Aantal vergelijkingen met dit oordeel dat de rij samenvat';
