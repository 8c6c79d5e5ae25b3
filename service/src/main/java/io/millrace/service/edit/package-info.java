/**
 * Edits of objects: checked against the ontology, kept in PostgreSQL until Kafka has them, and then
 * with what became of them.
 */
package io.millrace.service.edit;
