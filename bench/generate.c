/*
 * generate.c
 *		The mixed file of bench/large.sh, all of it made up: same arguments, same bytes.
 *
 *	generate ROWS SEED raw [BAD_PER_MILLION LIST]
 *	generate ROWS SEED clean
 *
 * raw is the file as a publisher writes it: windows-1252, CRLF, decimal comma,
 * dots between thousands, dd-mm-yyyy, 5% of the counts "<5"; of the names 40% in
 * quotes, 10% with doubled quotes within and 10% with a semicolon. clean has the
 * same rows as PostgreSQL reads them: UTF-8, commas between columns, 1234.56,
 * yyyy-mm-dd. A bad row has one fault; LIST gets its line and the loader's code.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MILLION 1000000

/* What can be wrong with a row. */
typedef enum Fault
{
	FAULT_CODE,
	FAULT_NUMBER,
	FAULT_DATE,
	FAULT_REQUIRED,
	FAULT_RANGE,
	FAULT_CELLS,
	FAULT_STRAY_QUOTE,
	FAULT_OPEN_QUOTE,
	FAULT_BYTE,
	FAULT_COUNT,
	FAULT_BRIN,
	FAULTS,
	NO_FAULT
} Fault;

static const char *const codes[FAULTS] = {
	"codelijst", "getal", "datum", "verplicht", "bereik", "aantal_cellen", "aanhaling", "aanhaling", "codering", "telling", "waarde"
};

/* A name in both encodings. */
typedef struct Name
{
	const char *raw;
	const char *clean;
} Name;

static const Name names[] = {
	{"De Regenboog", "De Regenboog"},
	{"Sint Jozefschool", "Sint Jozefschool"},
	{"Basisschool \x91t Eiland", "Basisschool \xe2\x80\x98t Eiland"},
	{"De Ko\xebta", "De Ko\xc3\xabta"},
	{"Speciaal onderwijs Moza\xef" "ek", "Speciaal onderwijs Moza\xc3\xaf" "ek"},
	{"Sint Fran\xe7ois", "Sint Fran\xc3\xa7ois"},
	{"Openbare basisschool Noord", "Openbare basisschool Noord"},
	{"De Brug \x96 locatie Oost", "De Brug \xe2\x80\x93 locatie Oost"}
};
#define NAMES (sizeof(names) / sizeof(names[0]))

static uint64_t state;

/* splitmix64: every seed is as good as any other. */
static uint32_t
below(uint32_t limit)
{
	uint64_t	z = state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return (uint32_t) (((z ^ (z >> 31)) >> 32) * limit >> 32);
}

static const char *
one_of(const char *const *texts, uint32_t count)
{
	return texts[below(count)];
}

/* A name: with doubled quotes, with a semicolon, in quotes for nothing, or plain. */
static void
put_name(char *out, size_t size, bool raw)
{
	const Name *name = &names[below(NAMES)];
	const char *text = raw ? name->raw : name->clean;
	uint32_t	kind = below(10);
	uint32_t	number = below(1000);
	char		letter = (char) ('A' + below(26));

	if (kind == 0)
		snprintf(out, size, "\"%s \"\"%c\"\" %u\"", text, letter, number);
	else if (kind == 1)
		snprintf(out, size, raw ? "\"%s; %u\"" : "%s; %u", text, number);
	else if (kind < 4 && raw)
		snprintf(out, size, "\"%s %u\"", text, number);
	else
		snprintf(out, size, "%s %u", text, number);
}

/* Euros and cents; with marks as the publisher has them, or as PostgreSQL does. */
static void
put_amount(char *out, size_t size, bool raw)
{
	uint32_t	thousands = below(4) == 0 ? 0 : below(1000);
	uint32_t	units = below(1000);
	uint32_t	cents = below(100);

	if (thousands == 0)
		snprintf(out, size, raw ? "%u,%02u" : "%u.%02u", units, cents);
	else
		snprintf(out, size, raw ? "%u.%03u,%02u" : "%u%03u.%02u", thousands, units, cents);
}

static void
put_row(bool raw, Fault fault)
{
	static const char *const soorten[] = {"bo", "bo", "bo", "sbo", "so", "vso"};
	static const char *const categorieen[] = {"laag", "midden", "hoog", "nvt"};
	const char	mark = raw ? ';' : ',';
	uint32_t	year = 2021 + below(4);
	uint32_t	day = 1 + below(28);
	uint32_t	month = 1 + below(12);
	uint32_t	swv = 2001 + below(32) * 100 + below(9);
	const char *soort = one_of(soorten, 6);
	const char *categorie = one_of(categorieen, 4);
	uint32_t	leeftijd = 3 + below(18);
	uint32_t	gemeente = 1 + below(1990);
	char		brin[16];
	char		aantal[16];
	char		bedrag[32];
	char		naam[96];
	char		datum[16];

	snprintf(brin, sizeof(brin), "%02u%c%c%02u", below(100), 'A' + below(26), 'A' + below(26), below(20));
	snprintf(aantal, sizeof(aantal), below(20) == 0 ? "<5" : "%u", below(2) ? 0 : 5 + below(300));
	put_amount(bedrag, sizeof(bedrag), raw);
	put_name(naam, sizeof(naam), raw);
	if (raw)
		snprintf(datum, sizeof(datum), "%02u-%02u-%u", day, month, year);
	else
		snprintf(datum, sizeof(datum), "%u-%02u-%02u", year, month, day);
	switch (fault)
	{
		case FAULT_CODE:
			categorie = "extreem";
			break;
		case FAULT_NUMBER:
			strcpy(bedrag, "1234.5,6");
			break;
		case FAULT_DATE:
			snprintf(datum, sizeof(datum), "31-02-%u", year);
			break;
		case FAULT_REQUIRED:
			naam[0] = '\0';
			break;
		case FAULT_RANGE:
			leeftijd = 99;
			break;
		case FAULT_STRAY_QUOTE:
			strcpy(naam, "De \"Brug");
			break;
		case FAULT_OPEN_QUOTE:
			strcpy(naam, "\"De Brug");
			break;
		case FAULT_BYTE:
			strcpy(naam, "De \x81 Brug");
			break;
		case FAULT_COUNT:
			strcpy(aantal, "veel");
			break;
		case FAULT_BRIN:
			strcpy(brin, "9X9Z00");
			break;
		default:
			break;
	}
	printf("%u-%u%c%s%u%c%s%c%s%c%s%c%u%c%04u%c%s%c%s%c%s", year, year + 1, mark, swv % 2 ? "PO" : "VO", swv, mark, brin, mark,
		   soort, mark, categorie, mark, leeftijd, mark, gemeente, mark, aantal, mark, bedrag, mark, naam);
	if (fault != FAULT_CELLS)
		printf("%c%s", mark, datum);
	fputs(raw ? "\r\n" : "\n", stdout);
}

static void
put_header(bool raw)
{
	fputs(raw ? "SCHOOLJAAR;SWV;BRIN;ONDERWIJSSOORT;CATEGORIE;LEEFTIJD;GEMEENTENUMMER;AANTAL;BEDRAG;NAAM;PEILDATUM\r\n"
		  : "schooljaar,swv,brin,onderwijssoort,categorie,leeftijd,gemeente,aantal,bedrag,naam,peildatum\n", stdout);
}

int
main(int argc, char **argv)
{
	bool		raw = argc > 3 && strcmp(argv[3], "raw") == 0;
	uint64_t	bad = argc > 4 ? strtoull(argv[4], NULL, 10) : 0;
	FILE	   *list = argc > 5 ? fopen(argv[5], "w") : NULL;
	uint64_t	rows;

	if ((argc != 4 && argc != 6) || (argc == 6 && (list == NULL || !raw)))
	{
		fputs("usage: generate ROWS SEED raw|clean [BAD_PER_MILLION LIST]\n", stderr);
		return 2;
	}
	rows = strtoull(argv[1], NULL, 10);
	state = strtoull(argv[2], NULL, 10);
	put_header(raw);
	for (uint64_t row = 0, bad_rows = 0; row < rows; row++)
	{
		/* in steps, and not at the same place in each; none left out at 100% */
		bool		is_bad = (row + 1) * bad / MILLION > row * bad / MILLION;
		Fault		fault = is_bad ? (Fault) (bad_rows++ % FAULTS) : NO_FAULT;

		if (is_bad)
			fprintf(list, "%llu,%s\n", (unsigned long long) row + 2, codes[fault]);
		put_row(raw, fault);
	}
	if ((list != NULL && fclose(list) != 0) || fflush(stdout) != 0 || ferror(stdout))
	{
		fputs("generate: cannot write\n", stderr);
		return 1;
	}
	return 0;
}
