/** Data sets: files come in, each as a version of a data set. */
@NullMarked
package io.millrace.service.dataset;

import org.jspecify.annotations.NullMarked;
