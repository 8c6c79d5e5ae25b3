/** Observations on their way from one subtask of the rules job to another. */
package io.millrace.jobs.rules.exchange;
