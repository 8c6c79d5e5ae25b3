/** What came out of the jobs, read from their topics and from the service. */
@NullMarked
package io.millrace.local.demo.outcome;

import org.jspecify.annotations.NullMarked;
