-- What files say of themselves, against what their parts add up to.
CREATE OR REPLACE VIEW rapport.controles AS
SELECT c.bestand_id,
       b.dataset,
       b.naam AS bestand,
       b.archief,
       c.controle,
       c.regel,
       c.sleutel,
       ondergrens(c.delen)::bigint AS delen_onder,
       bovengrens(c.delen)::bigint AS delen_boven,
       ondergrens(c.totaal)::bigint AS totaal_onder,
       bovengrens(c.totaal)::bigint AS totaal_boven,
       c.oordeel,
       c.aantal
FROM laad.controle c
JOIN laad.bestand b USING (bestand_id)
WHERE b.geladen_op <= coalesce(rapport.moment(), 'infinity');
COMMENT ON VIEW rapport.controles IS
    'Totalen die bestanden zelf noemen, tegen de som van hun delen, met grenzen waar die gemaskeerd zijn. Ook van bestanden die niet meer actueel zijn, zie rapport.bestanden';
COMMENT ON COLUMN rapport.controles.bestand_id IS 'Nummer van het bestand';
COMMENT ON COLUMN rapport.controles.dataset IS 'Bestandssoort';
COMMENT ON COLUMN rapport.controles.bestand IS 'Bestandsnaam, of naam binnen het archief';
COMMENT ON COLUMN rapport.controles.archief IS 'Archief waaruit het bestand kwam';
COMMENT ON COLUMN rapport.controles.controle IS 'Wat er is vergeleken: de kolom van het totaal';
COMMENT ON COLUMN rapport.controles.regel IS 'Regel van het totaal in het bestand; leeg = van meer regels samen';
COMMENT ON COLUMN rapport.controles.sleutel IS 'Waarvan het een totaal is; leeg = van meer regels samen';
COMMENT ON COLUMN rapport.controles.delen_onder IS 'Kleinst mogelijke som van de delen';
COMMENT ON COLUMN rapport.controles.delen_boven IS 'Grootst mogelijke som van de delen';
COMMENT ON COLUMN rapport.controles.totaal_onder IS 'Kleinst mogelijke waarde van het totaal in het bestand';
COMMENT ON COLUMN rapport.controles.totaal_boven IS 'Grootst mogelijke waarde van het totaal in het bestand';
COMMENT ON COLUMN rapport.controles.oordeel IS 'klopt, klopt binnen grenzen, wijkt af, of niet te bepalen';
COMMENT ON COLUMN rapport.controles.aantal IS 'Aantal vergelijkingen met dit oordeel dat de rij samenvat';

-- As of a moment, and of what is asked for only.
CREATE OR REPLACE FUNCTION rapport.controles(dataset text DEFAULT NULL, oordeel text DEFAULT NULL,
                                             per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.controles
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('controles', 'oordeel', oordeel);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT c.* FROM rapport.controles c
        WHERE (controles.dataset IS NULL OR c.dataset = controles.dataset)
          AND (controles.oordeel IS NULL OR c.oordeel = controles.oordeel)
        ORDER BY c.bestand_id, c.regel NULLS FIRST, c.controle, c.sleutel COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('controles',
    titel => 'Totalen in de bestanden, vergeleken met de som van hun delen',
    vraag => 'Klopt wat een bestand van zichzelf zegt met wat erin staat?',
    definitie => 'Rijen en kolommen TOTAAL zijn geen feiten maar controles: de som van de delen moet het totaal kunnen zijn. Gemaskeerde delen geven grenzen. Wat klopt is per bestand samengevat.',
    bron => 'De geladen bestanden zelf.',
    tabellen => '{}',
    parameters => '{"dataset": "Alleen deze bestandssoort, zie passend datasets",
                    "oordeel": {"uitleg": "Alleen dit oordeel", "waarden": ["klopt", "klopt binnen grenzen", "wijkt af", "niet te bepalen"]}}',
    voorbeeld => 'oordeel => ''wijkt af''');
