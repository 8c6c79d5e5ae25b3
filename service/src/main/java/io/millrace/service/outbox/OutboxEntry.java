package io.millrace.service.outbox;

import io.millrace.schemas.avro.Definition;

/**
 * A version that waits to be published.
 *
 * @param seq order of publication
 * @param key the definition's id
 */
record OutboxEntry(long seq, String topic, String key, Definition definition) {}
