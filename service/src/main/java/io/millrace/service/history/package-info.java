/**
 * Objects as their events tell them: the past, where each property comes from, and the present
 * where the index is behind. Events come from the event store, and what is not stored yet from
 * Kafka.
 */
package io.millrace.service.history;
