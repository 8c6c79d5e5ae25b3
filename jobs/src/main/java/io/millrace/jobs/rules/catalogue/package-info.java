/** What the device catalogue expects to be heard from, on its way to absence rules (ADR 0023). */
package io.millrace.jobs.rules.catalogue;
