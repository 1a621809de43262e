-- The four schemas, and the register of what has been applied to them.

CREATE SCHEMA ref;
COMMENT ON SCHEMA ref IS 'Referentietabellen: postcodes, samenwerkingsverbanden, vestigingen';
CREATE SCHEMA feit;
COMMENT ON SCHEMA feit IS 'Feiten: tellingen uit de bestanden van DUO en de inspectie, gepartitioneerd naar schooljaar';
CREATE SCHEMA rapport;
COMMENT ON SCHEMA rapport IS 'Rapporten: de vaste buitenkant voor dashboards en inspecteurs';

-- Schema laad and laad.migratie are made by `passend init` itself, as the
-- register must exist before the first migration can be recorded in it.
COMMENT ON SCHEMA laad IS 'Laadregister: bestanden, eenheden, afkeuringen, migraties';
COMMENT ON TABLE laad.migratie IS 'Toegepaste migraties en rapportdefinities, met de controlesom van hun tekst';
COMMENT ON COLUMN laad.migratie.naam IS 'Bestandsnaam, met map (warehouse/ of reports/)';
COMMENT ON COLUMN laad.migratie.sha256 IS 'SHA-256 van de toegepaste tekst, hexadecimaal';
COMMENT ON COLUMN laad.migratie.toegepast_op IS 'Tijdstip van (laatste) toepassing';
COMMENT ON COLUMN laad.migratie.toegepast_door IS 'Databaserol die toepaste';
COMMENT ON COLUMN laad.migratie.programma IS 'Versie van het programma passend dat toepaste';
