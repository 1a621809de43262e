/*
 * tell.h
 *		What people and programs are told of the files of a run.
 */
#ifndef PASSEND_TELL_H
#define PASSEND_TELL_H

#include "file.h"

/* The progress bar, when it is time. */
extern void tell_progress(Run *run, const Worker *worker, const Input *input);

/* The first problems of a file; kept: the others are in laad.afkeuring. */
extern void tell_rejects(Run *run, const Input *input, const Rejects *rejects, bool kept);

/* That the file is tried again. */
extern void tell_retry(Run *run, Db *db, int attempt, double seconds);

/* What came of a file: a line on stdout, an object for --json, the sums of the run. */
extern void tell_result(Job *job, FileResult result);

/* A file that has no layout. */
extern void tell_unknown(Run *run, Input *input, size_t number);

/* The exit code is that of the first input that failed. */
extern void remember_code(Run *run, ExitCode code, size_t number);

#endif							/* PASSEND_TELL_H */
