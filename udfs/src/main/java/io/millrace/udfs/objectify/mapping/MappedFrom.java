package io.millrace.udfs.objectify.mapping;

/** What an object mapping makes objects of. */
public sealed interface MappedFrom {
  /** The rows of a data set. */
  record Dataset(String id) implements MappedFrom {}

  /** The observations that name an object type. */
  record Observations(String objectType) implements MappedFrom {}
}
