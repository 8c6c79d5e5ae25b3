/** What commands of the launcher read from Kafka. */
@NullMarked
package io.millrace.local.kafka;

import org.jspecify.annotations.NullMarked;
