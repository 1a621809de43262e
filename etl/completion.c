/*
 * completion.c
 *		passend completion: scripts for bash and zsh, from the table of options.c.
 *
 * The names of datasets and reports are asked of the program when they are
 * wanted, so that descriptions of the user's own are among them.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "options.h"

/* Words as arguments in a shell, each quoted where it must be. */
static void
print_words(const char *words)
{
	for (; *words; words++)
		printf(strchr(";|&<>()$`\\\"'*?[]#~%", *words) ? "\\%c" : "%c", *words);
}

/* Text between single quotes in a shell; special is what zsh reads in it. */
static void
print_quoted(const char *text, const char *special)
{
	for (; *text; text++)
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			printf(strchr(special, *text) ? "\\%c" : "%c", *text);
}

/* --- bash --- */

static const char bash_functions[] =
	"# bash completion for passend, made by \"passend completion bash\"\n\n"
	"# Those of the words that begin as the one that is being typed.\n"
	"_passend_words()\n{\n"
	"\tlocal candidate\n\n"
	"\tfor candidate in \"$@\"; do\n"
	"\t\t[[ $candidate != \"$word\"* ]] || COMPREPLY+=(\"$candidate\")\n"
	"\tdone\n}\n\n"
	"# Names that the program lists: \"datasets\" or \"report\".\n"
	"_passend_names()\n{\n"
	"\tlocal names\n\n"
	"\tmapfile -t names < <(\"${COMP_WORDS[0]/#\\~/$HOME}\" \"$1\" --format csv 2>/dev/null | tail -n +2 | cut -d , -f 1)\n"
	"\t_passend_words \"${names[@]}\"\n}\n\n"
	"# Paths: f for all, d for directories.\n"
	"_passend_paths()\n{\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"\tmapfile -t COMPREPLY < <(compgen -\"$1\" -- \"$word\")\n}\n\n";

static const char bash_begin[] =
	"_passend()\n{\n"
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n\n"
	"\tCOMPREPLY=()\n"
	"\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
	"\t\tcommand=\n"
	"\telif [ \"$word\" = = ]; then\n"
	"\t\tword=\n"
	"\telif [ \"$previous\" = = ]; then\n"
	"\t\tprevious=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\tfi\n"
	"\tcase $command,$previous in\n";

/* What completes a value or an argument. */
static void
print_bash_action(Takes takes, const char *words)
{
	char	   *names;

	switch (takes)
	{
		case TAKES_TEXT:
			fputs(":", stdout);
			break;
		case TAKES_WORDS:
			fputs("_passend_words ", stdout);
			print_words(words);
			break;
		case TAKES_FILE:
			fputs("_passend_paths f", stdout);
			break;
		case TAKES_DIRECTORY:
			fputs("_passend_paths d", stdout);
			break;
		case TAKES_DATASET:
			fputs("_passend_names datasets", stdout);
			break;
		case TAKES_REPORT:
			fputs("_passend_names report", stdout);
			break;
		case TAKES_COMMAND:
			names = command_names(" ");
			printf("_passend_words %s", names);
			free(names);
			break;
	}
}

/* "load,-d | load,--dbname" */
static void
print_bash_pattern(const Command *command, const OptionRow *row)
{
	if (row->letter)
		printf("%s,-%c | ", command->name, row->letter);
	printf("%s,--%s", command->name, row->name);
}

static void
print_bash(void)
{
	char	   *names = command_names(" ");

	fputs(bash_functions, stdout);
	fputs(bash_begin, stdout);
	for (const Command *c = commands; c->name != NULL; c++)
		for (const OptionRow *row = option_rows; row->name != NULL; row++)
			if (option_belongs(row, c) && row->value != NULL)
			{
				fputs("\t\t", stdout);
				print_bash_pattern(c, row);
				fputs(") ", stdout);
				print_bash_action(row->takes, row->words);
				puts("; return ;;");
			}
	puts("\tesac\n\tcase $command,$word in");
	printf("\t\t,*) _passend_words %s --help --version ;;\n", names);
	for (const Command *c = commands; c->name != NULL; c++)
	{
		printf("\t\t%s,-*) _passend_words", c->name);
		for (const OptionRow *row = option_rows; row->name != NULL; row++)
			if (option_belongs(row, c) && row->letter)
				printf(" -%c --%s", row->letter, row->name);
			else if (option_belongs(row, c))
				printf(" --%s", row->name);
		printf(" ;;\n\t\t%s,*) ", c->name);
		print_bash_action(*c->arguments ? c->takes : TAKES_TEXT, c->words);
		puts(" ;;");
	}
	puts("\tesac\n}\ncomplete -F _passend passend");
	free(names);
}

/* --- zsh --- */

static const char zsh_begin[] =
	"#compdef passend\n"
	"# zsh completion for passend, made by \"passend completion zsh\"\n\n"
	"# Names that the program lists: \"datasets\" or \"report\".\n"
	"_passend_names()\n{\n"
	"\tlocal -a names\n\n"
	"\tnames=(${${(f)\"$(passend $1 --format csv 2>/dev/null)\"}[2,-1]%%,*})\n"
	"\tcompadd -a names\n}\n\n"
	"_passend()\n{\n"
	"\tlocal -a words_of\n\n"
	"\tif (( CURRENT == 2 )); then\n"
	"\t\twords_of=(\n";

/* What _arguments reads in a text beside the quote. */
#define ZSH_SPECIAL "[]:\\"

/* What completes a value; a blank in front: without options of compadd. */
static void
print_zsh_action(Takes takes, const char *words)
{
	char	   *names;

	switch (takes)
	{
		case TAKES_TEXT:
			break;
		case TAKES_WORDS:
			putchar('(');
			print_words(words);
			putchar(')');
			break;
		case TAKES_FILE:
			fputs("_files", stdout);
			break;
		case TAKES_DIRECTORY:
			fputs("_files -/", stdout);
			break;
		case TAKES_DATASET:
			fputs(" _passend_names datasets", stdout);
			break;
		case TAKES_REPORT:
			fputs(" _passend_names report", stdout);
			break;
		case TAKES_COMMAND:
			names = command_names(" ");
			printf("(%s)", names);
			free(names);
			break;
	}
}

/* A specification for _arguments: '(-d --dbname)'{-d,--dbname=}'[help]:VALUE:action' */
static void
print_zsh_option(const OptionRow *row)
{
	const char *equals = row->value ? "=" : "";

	fputs("\t\t\t\t", stdout);
	if (row->letter)
		printf("'(-%c --%s)'{-%c,--%s%s}'[", row->letter, row->name, row->letter, row->name, equals);
	else
		printf("'%s--%s%s[", row->store == STORE_LIST ? "*" : "", row->name, equals);
	print_quoted(row->help, ZSH_SPECIAL);
	putchar(']');
	if (row->value)
	{
		putchar(':');
		print_quoted(row->value, ZSH_SPECIAL);
		putchar(':');
		print_zsh_action(row->takes, row->words);
	}
	puts("' \\");
}

static void
print_zsh(void)
{
	fputs(zsh_begin, stdout);
	for (const Command *c = commands; c->name != NULL; c++)
	{
		printf("\t\t\t'%s:", c->name);
		print_quoted(c->summary, ":\\");
		puts("'");
	}
	puts("\t\t)\n\t\t_describe command words_of\n\t\treturn\n\tfi\n"
		 "\tlocal command=$words[2]\n\tshift words\n\t(( CURRENT-- ))\n\tcase $command in");
	for (const Command *c = commands; c->name != NULL; c++)
	{
		printf("\t\t%s)\n\t\t\t_arguments -s \\\n", c->name);
		for (const OptionRow *row = option_rows; row->name != NULL; row++)
			if (option_belongs(row, c))
				print_zsh_option(row);
		if (*c->arguments)
		{
			printf("\t\t\t\t'%s:", c->max_arguments < 0 ? "*" : "1");
			print_quoted(c->arguments, ZSH_SPECIAL);
			putchar(':');
			print_zsh_action(c->takes, c->words);
			puts("'");
		}
		puts("\t\t\t;;");
	}
	puts("\tesac\n}\n\n_passend \"$@\"");
}

ExitCode
command_completion(const Options *o)
{
	const char *shell = o->argument_count > 0 ? o->arguments[0] : NULL;

	if (shell != NULL && strcmp(shell, "bash") == 0)
		print_bash();
	else if (shell != NULL && strcmp(shell, "zsh") == 0)
		print_zsh();
	else
	{
		if (shell == NULL)
			say_error("completion for which shell? bash or zsh");
		else
			say_error("there is no completion for \"%s\"; there is for bash and zsh", shell);
		return EXIT_USAGE;
	}
	return EXIT_OK;
}
