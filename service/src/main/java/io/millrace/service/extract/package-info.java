/** Tables of other databases, read by JDBC into files. */
@NullMarked
package io.millrace.service.extract;

import org.jspecify.annotations.NullMarked;
