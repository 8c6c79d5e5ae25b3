package io.millrace.service.dataset;

import io.millrace.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;

/** A bucket of a server that speaks S3. */
final class BucketPlace implements DatasetPlace {
  private final Path incoming;
  private final ObjectStore bucket;

  BucketPlace(DatasetSettings settings) {
    this.incoming =
        settings.incoming() == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "millrace-datasets")
            : settings.incoming();
    this.bucket = settings.location().open();
  }

  @Override
  public Path incoming() {
    return incoming;
  }

  @Override
  public void put(Path file, String name) throws IOException {
    bucket.write(name, file);
  }

  @Override
  public void close() {
    bucket.close();
  }
}
