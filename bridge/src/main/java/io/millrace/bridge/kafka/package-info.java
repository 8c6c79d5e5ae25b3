/** The side of Kafka. */
@NullMarked
package io.millrace.bridge.kafka;

import org.jspecify.annotations.NullMarked;
