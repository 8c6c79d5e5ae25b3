/** What runs beside the requests. */
@NullMarked
package io.millrace.service.thread;

import org.jspecify.annotations.NullMarked;
