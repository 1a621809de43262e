/*
 * help.c
 *		Help from the table of options.c: for a terminal, as the manual page
 *		passend(1), and as the tables of docs/loader.md.
 */
#define _GNU_SOURCE
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HELP_WIDTH 79			/* characters of a line on a terminal */
#define ROFF_WIDTH 70			/* of a line of the page; escapes make it longer */

/* "0 done; 1 internal error; ...", in lines. */
static void
print_exit_codes(void)
{
	int			column = printf("Exit codes:");

	for (const ExitRow *row = exit_rows; row->brief != NULL; row++)
	{
		char	   *text = text_of("%d %s%s", row->code, row->brief, row[1].brief ? ";" : ".");
		char	   *rest = text;
		char	   *word;

		while ((word = strsep(&rest, " ")) != NULL)
		{
			if (column + 1 + (int) strlen(word) > HELP_WIDTH)
				column = printf("\n%s", word) - 1;
			else
				column += printf(" %s", word);
		}
		free(text);
	}
	putchar('\n');
}

void
print_help(void)
{
	printf("passend %s loads Dutch open data on passend onderwijs into PostgreSQL.\n\n"
		   "Usage: passend COMMAND [OPTION...] [ARGUMENT...]\n\n", PASSEND_VERSION);
	for (const Command *c = commands; c->name != NULL; c++)
		printf("  %-10s %-9s %s\n", c->name, c->arguments, c->summary);
	puts("\n\"passend COMMAND --help\" lists the options of a command; man passend has all of it.");
	print_exit_codes();
}

void
print_command_help(const Command *command)
{
	bool		shown = false;

	printf("Usage: passend %s [OPTION...]%s%s\n\n%s\n\nOptions:\n", command->name,
		   *command->arguments ? " " : "", command->arguments, command->help);
	for (const OptionRow *row = option_rows; row->name != NULL; row++)
	{
		char	   *left;

		if (!option_belongs(row, command))
			continue;
		left = text_of("%c%c --%s %s", row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
					   row->name, row->value ? row->value : "");
		printf("  %-33s %s\n", left, row->help);
		free(left);
	}
	for (const Example *e = examples; e->command != 0; e++)
		if (e->command == command->letter)
		{
			printf("%s  %s\n      %s\n", shown ? "" : "\nExamples:\n", e->line, e->text);
			shown = true;
		}
	putchar('\n');
	print_exit_codes();
}

/* --- the manual page --- */

/*
 * Text as roff prints it as it is: no requests, no escapes, and a minus and a
 * quote that can be copied to a shell.
 */
static void
print_roff(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++)
		switch (*text)
		{
			case '\\':
				fputs("\\e", stdout);
				break;
			case '-':
				fputs("\\-", stdout);
				break;
			case '\'':
				fputs("\\(aq", stdout);
				break;
			case '"':
				fputs("\\(dq", stdout);
				break;
			case '~':
				fputs("\\(ti", stdout);
				break;
			case '^':
				fputs("\\(ha", stdout);
				break;
			default:
				putchar(*text);
		}
}

/* Text in lines of a moderate length, which the page fills as it likes. */
static void
print_roff_line(const char *text)
{
	char	   *copy = copy_text(text);
	char	   *rest = copy;
	char	   *word;
	size_t		column = 0;

	while ((word = strsep(&rest, " ")) != NULL)
	{
		if (column > 0)
			putchar(column + strlen(word) > ROFF_WIDTH ? '\n' : ' ');
		column = column + strlen(word) > ROFF_WIDTH ? strlen(word) : column + strlen(word) + 1;
		print_roff(word);
	}
	putchar('\n');
	free(copy);
}

/* The words of a sentence, in bold or italic. */
static void
print_font(char font, const char *text)
{
	printf("\\f%c", font);
	print_roff(text);
	fputs("\\fR", stdout);
}

static void
print_man_options(const Command *command)
{
	for (const OptionRow *row = option_rows; row->name != NULL; row++)
	{
		char	   *name = text_of("--%s", row->name);
		char		letter[] = {'-', row->letter, '\0'};

		if (option_belongs(row, command))
		{
			puts(".TP");
			if (row->letter)
			{
				print_font('B', letter);
				fputs(", ", stdout);
			}
			print_font('B', name);
			if (row->value)
			{
				putchar(' ');
				print_font('I', row->value);
			}
			putchar('\n');
			print_roff_line(row->help);
		}
		free(name);
	}
}

static void
print_man_commands(void)
{
	puts(".SH COMMANDS");
	for (const Command *c = commands; c->name != NULL; c++)
	{
		char	   *text = copy_text(c->help);

		for (char *end = text; (end = strchr(end, '\n')) != NULL;)
			*end = ' ';
		fputs(".SS ", stdout);
		print_roff(c->name);
		fputs(*c->arguments ? " " : "", stdout);
		print_roff_line(c->arguments);
		print_roff_line(text);
		print_man_options(c);
		free(text);
	}
}

static void
print_man_list(const char *title, const NamedText *list)
{
	printf(".SH %s\n", title);
	for (; list->name != NULL; list++)
	{
		puts(".TP");
		print_font('B', list->name);
		putchar('\n');
		print_roff_line(list->text);
	}
}

/* The day of the build, which SOURCE_DATE_EPOCH may set: "2024-10-01". */
static char *
build_date(void)
{
	struct tm	day = {0};
	char		text[16];

	if (strptime(__DATE__, "%b %d %Y", &day) == NULL || strftime(text, sizeof(text), "%Y-%m-%d", &day) == 0)
		return copy_text("");
	return copy_text(text);
}

static void
print_man(void)
{
	char	   *date = build_date();

	printf(".\\\" Made by \"passend help --man\".\n.TH PASSEND 1 %s \"passend %s\" \"User Commands\"\n", date, PASSEND_VERSION);
	free(date);
	puts(".SH NAME\npassend \\- load Dutch open data on passend onderwijs into PostgreSQL\n.SH SYNOPSIS");
	for (const Command *c = commands; c->name != NULL; c++)
	{
		fputs("\\fBpassend\\fR ", stdout);
		print_font('B', c->name);
		fputs(" [\\fIOPTION\\fR...]", stdout);
		if (*c->arguments)
		{
			putchar(' ');
			print_font('I', c->arguments);
		}
		puts(c[1].name ? "\n.br" : "");
	}
	puts(".SH DESCRIPTION");
	print_roff_line("Recognises files by their header, checks every cell, loads each file whole or not at all,"
					" accounts for every line, and skips what it has already loaded."
					" Results go to standard output, messages to standard error; a message is one line.");
	print_man_commands();
	puts(".SH EXIT STATUS\nWith several files the code is that of the first file that failed.");
	for (const ExitRow *row = exit_rows; row->brief != NULL; row++)
	{
		printf(".TP\n.B %d\n", row->code);
		print_roff_line(row->meaning);
	}
	print_man_list("ENVIRONMENT", environment);
	print_man_list("FILES", files);
	puts(".SH EXAMPLES");
	for (const Example *e = examples; e->command != 0; e++)
	{
		puts(".TP");
		print_font('B', e->line);
		putchar('\n');
		print_roff_line(e->text);
	}
	puts(".SH SEE ALSO\n.BR psql (1)");
}

/* --- the tables of docs/loader.md --- */

/* A cell of a Markdown table. */
static void
print_cell(const char *text)
{
	for (; *text; text++)
		printf(*text == '|' ? "\\%c" : "%c", *text);
}

static void
print_option_row(const OptionRow *row)
{
	bool		first = true;

	fputs("| ", stdout);
	for (const Command *c = commands; c->name != NULL; c++)
		if (option_belongs(row, c))
		{
			printf("%s%s", first ? "" : ", ", c->name);
			first = false;
		}
	fputs(" | `", stdout);
	if (row->letter)
		printf("-%c`, `", row->letter);
	printf("--%s", row->name);
	if (row->value)
	{
		putchar(' ');
		print_cell(row->value);
	}
	fputs("` | ", stdout);
	print_cell(row->help);
	puts(" |");
}

static void
print_markdown_tables(void)
{
	puts("| command | what it does |\n|---|---|");
	for (const Command *c = commands; c->name != NULL; c++)
		printf("| `passend %s%s%s` | %s |\n", c->name, *c->arguments ? " " : "", c->arguments, c->summary);
	puts("\n| command | option | meaning |\n|---|---|---|");
	for (const OptionRow *row = option_rows; row->name != NULL; row++)
		if (row->store != STORE_HELP)
			print_option_row(row);
	puts("\n| code | meaning |\n|---|---|");
	for (const ExitRow *row = exit_rows; row->brief != NULL; row++)
		printf("| %d | %s |\n", row->code, row->meaning);
	puts("\n| variable | meaning |\n|---|---|");
	for (const NamedText *v = environment; v->name != NULL; v++)
		printf("| `%s` | %s |\n", v->name, v->text);
}

ExitCode
command_help(const Options *o)
{
	const char *word = o->argument_count > 0 ? o->arguments[0] : NULL;
	const Command *command = word ? command_find(word) : NULL;

	if (word != NULL && command == NULL)
	{
		say_unknown_command(word);
		return EXIT_USAGE;
	}
	if (o->man)
		print_man();
	else if (o->markdown)
		print_markdown_tables();
	else if (command != NULL)
		print_command_help(command);
	else
		print_help();
	return EXIT_OK;
}
