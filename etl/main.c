/*
 * main.c
 *		The program passend.
 */
#define _GNU_SOURCE
#include <locale.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "options.h"

static ExitCode
say_no_command(void)
{
	char	   *names = command_names(", ");

	say_error("which command? %s; see \"passend --help\"", names);
	free(names);
	return EXIT_USAGE;
}

/* Is standard output a pipe that nobody reads any more? */
static bool
reader_left(void)
{
	struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

	return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

int
main(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : NULL;
	Options		options = {.datasets = getenv("PASSEND_DATASETS")};
	const Command *command;
	ExitCode	code = EXIT_OK;
	bool		done = false;

	/* what a row of hundreds of kB needed goes back to the system, and not into a reserve */
	mallopt(M_MMAP_THRESHOLD, 128 * 1024);
	/* names in archives are UTF-8 whatever the terminal's locale is */
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	/* a write beyond a limit of the user's fails, and is told */
	signal(SIGXFSZ, SIG_IGN);
	if (word == NULL)
		return say_no_command();
	command = command_find(word);
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		print_help();
	else if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
		printf("passend %s\n", PASSEND_VERSION);
	else if (command == NULL)
	{
		say_unknown_command(word);
		return EXIT_USAGE;
	}
	else if (!options_parse(command, argc - 1, argv + 1, &options, &done))
		return EXIT_USAGE;
	else if (!done)
		code = command->run(&options);
	if ((fflush(stdout) != 0 || ferror(stdout)) && code == EXIT_OK)
	{
		/* a reader that has seen enough, as "head", needs no message */
		if (!reader_left())
			say_error("could not write all output");
		code = EXIT_INTERNAL;
	}
	return code;
}
