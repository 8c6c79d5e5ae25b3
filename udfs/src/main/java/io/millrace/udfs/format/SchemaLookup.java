package io.millrace.udfs.format;

import java.io.IOException;
import org.apache.avro.Schema;

/** Finds registered schemas; {@code RegistryClient::schema} is one. */
@FunctionalInterface
public interface SchemaLookup {
  /**
   * The Avro schema with this id, which never changes.
   *
   * @throws io.millrace.schemas.registry.RegistryException of status 404 or 422 where there is none
   *     or it is no Avro
   * @throws IOException where the registry cannot be asked now
   */
  Schema schema(int id) throws IOException;
}
