-- What is loaded, and from which file; and what was, at a moment.
CREATE OR REPLACE VIEW rapport.bestanden AS
SELECT b.bestand_id,
       b.toestand,
       b.dataset,
       b.naam AS bestand,
       b.archief,
       b.sha256,
       b.bytes,
       e.teldatum,
       b.status,
       e.eenheden,
       b.regels,
       b.rijen_geladen,
       b.rijen_afgekeurd,
       b.feiten,
       b.cellen,
       b.cellen_gemaskeerd,
       coalesce(e.vervangen, 0) AS eenheden_vervangen,
       to_char(b.geladen_op AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS') AS geladen_op,
       b.geladen_door,
       b.programma,
       (SELECT string_agg(key || '=' || value, ', ' ORDER BY key COLLATE "C") FROM jsonb_each_text(b.instellingen)) AS instellingen,
       coalesce(e.gesnoeid, 0) AS eenheden_gesnoeid,
       b.synthetisch,
       b.vult_aan,
       CASE WHEN b.vult_aan IS NULL THEN b.rijen_afgekeurd - coalesce(a.rijen, 0) ELSE 0 END AS rijen_open
FROM laad.bestand b
LEFT JOIN (SELECT bestand_id,
                  count(*)::integer AS eenheden,
                  max(teldatum) AS teldatum,
                  (count(*) FILTER (WHERE vervangen_op <= coalesce(rapport.moment(), 'infinity')))::integer AS vervangen,
                  count(gesnoeid_op)::integer AS gesnoeid
           FROM laad.eenheid GROUP BY bestand_id) e USING (bestand_id)
LEFT JOIN (SELECT vult_aan, sum(rijen_geladen)::bigint AS rijen
           FROM laad.bestand WHERE vult_aan IS NOT NULL AND geladen_op <= coalesce(rapport.moment(), 'infinity')
           GROUP BY vult_aan) a ON a.vult_aan = b.bestand_id
WHERE b.geladen_op <= coalesce(rapport.moment(), 'infinity');
COMMENT ON VIEW rapport.bestanden IS 'Elk geladen bestand: herkomst, controlesom, aantallen, maskering, wanneer en door wie';
COMMENT ON COLUMN rapport.bestanden.bestand_id IS 'Nummer van het bestand; feiten verwijzen ernaar';
COMMENT ON COLUMN rapport.bestanden.toestand IS 'geladen, of leeg voor een bestand van 0 bytes';
COMMENT ON COLUMN rapport.bestanden.dataset IS 'Bestandssoort; leeg voor een leeg bestand';
COMMENT ON COLUMN rapport.bestanden.bestand IS 'Bestandsnaam, of naam binnen het archief';
COMMENT ON COLUMN rapport.bestanden.archief IS 'Archief waaruit het bestand kwam';
COMMENT ON COLUMN rapport.bestanden.sha256 IS 'SHA-256 van de inhoud, hexadecimaal';
COMMENT ON COLUMN rapport.bestanden.bytes IS 'Grootte van de inhoud in bytes';
COMMENT ON COLUMN rapport.bestanden.teldatum IS 'Laatste teldatum in het bestand';
COMMENT ON COLUMN rapport.bestanden.status IS 'voorlopig of definitief; leeg = onbekend';
COMMENT ON COLUMN rapport.bestanden.eenheden IS 'Aantal eenheden in het bestand (zoals gemeenten op een teldatum)';
COMMENT ON COLUMN rapport.bestanden.regels IS 'Regels in het bestand: kop, leeg, geladen en afgekeurd samen';
COMMENT ON COLUMN rapport.bestanden.rijen_geladen IS 'Geladen gegevensrijen';
COMMENT ON COLUMN rapport.bestanden.rijen_afgekeurd IS 'Afgekeurde gegevensrijen';
COMMENT ON COLUMN rapport.bestanden.feiten IS 'Rijen in de doeltabel (zonder nullen)';
COMMENT ON COLUMN rapport.bestanden.cellen IS 'Telcellen in de geladen rijen, nullen meegerekend';
COMMENT ON COLUMN rapport.bestanden.cellen_gemaskeerd IS 'Gemaskeerde telcellen (zoals <5)';
COMMENT ON COLUMN rapport.bestanden.eenheden_vervangen IS 'Hoeveel van de eenheden door een nieuwer bestand zijn vervangen; 0 = geheel actueel';
COMMENT ON COLUMN rapport.bestanden.geladen_op IS 'Tijdstip van laden, Nederlandse tijd';
COMMENT ON COLUMN rapport.bestanden.geladen_door IS 'Databaserol die laadde';
COMMENT ON COLUMN rapport.bestanden.programma IS 'Versie van het programma passend dat laadde';
COMMENT ON COLUMN rapport.bestanden.instellingen IS 'Wat bij het laden is opgegeven omdat het bestand het niet noemt, zoals geldig_vanaf=2014-08-01';
COMMENT ON COLUMN rapport.bestanden.eenheden_gesnoeid IS 'Van hoeveel vervangen eenheden de rijen sindsdien zijn verwijderd (laad.snoei)';
COMMENT ON COLUMN rapport.bestanden.synthetisch IS 'Verzonnen gegevens: bestand of archief noemt zich synthetisch';
COMMENT ON COLUMN rapport.bestanden.vult_aan IS 'Nummer van het bestand waarvan dit bestand herstelde afgekeurde rijen bevat; leeg = het is geen aanvulling';
COMMENT ON COLUMN rapport.bestanden.rijen_open IS
    'Afgekeurde rijen die nog geen aanvulling heeft hersteld; wat van een aanvulling wordt afgekeurd telt bij het bestand dat zij aanvult';

-- As of a moment: the setting holds for the query in the function only (an error
-- undoes it too). An argument that is not given does not choose.
CREATE OR REPLACE FUNCTION rapport.bestanden(dataset text DEFAULT NULL, per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.bestanden
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY SELECT b.* FROM rapport.bestanden b WHERE bestanden.dataset IS NULL OR b.dataset = bestanden.dataset
        ORDER BY b.bestand_id;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('bestanden',
    titel => 'Geladen bestanden met herkomst, aantallen en maskering',
    vraag => 'Welke bestanden zijn geladen, en wat is er met hun rijen gebeurd?',
    definitie => 'Een rij per bestand, ook van bestanden waarvan een nieuwere versie de gegevens heeft vervangen.',
    bron => 'Het laadregister (laad.bestand en laad.eenheid).',
    tabellen => '{}',
    parameters => '{"dataset": "Alleen deze bestandssoort, zie passend datasets"}',
    voorbeeld => 'dataset => ''pc4-swv''',
    kolommen => $$r.bestand_id AS nr, r.toestand, r.dataset, r.bestand, r.archief, left(r.sha256, 12) AS sha256, r.teldatum, r.status, r.rijen_geladen AS rijen,
        r.rijen_open AS afgekeurd, r.cellen_gemaskeerd AS gemaskeerd, r.geladen_op, CASE WHEN r.synthetisch THEN 'ja' ELSE '' END AS synthetisch$$,
    geen_rijen => '''passend load laadt bestanden''');
