/** Object mappings tried on rows in memory, by the code that the objectify job runs. */
@NullMarked
package io.millrace.udfs.objectify.trial;

import org.jspecify.annotations.NullMarked;
