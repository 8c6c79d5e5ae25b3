package io.millrace.store;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an event store is, or whatever else is stored as files by name.
 *
 * @param root {@code s3://BUCKET/PREFIX}, {@code file:///FOLDER} or the path of a folder
 * @param endpoint of a server other than Amazon's; null for that one
 * @param region null for the one of the environment
 * @param accessKey null for what the environment has (Amazon's default chain)
 */
public record StoreLocation(
    String root,
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable String accessKey,
    @Nullable String secretKey) {

  /** A folder. */
  public static StoreLocation folder(Path folder) {
    return new StoreLocation(folder.toUri().toString(), null, null, null, null);
  }

  /**
   * Opens it; nothing is asked of a server before the first use.
   *
   * @throws IllegalArgumentException where the root is none of the three forms
   */
  public ObjectStore open() {
    if (root.startsWith("s3://")) {
      URI uri = URI.create(root);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("'" + root + "' names no bucket: s3://BUCKET/PREFIX");
      }
      String path = uri.getPath().replaceAll("^/+|/+$", "");
      return S3Store.open(this, uri.getHost(), path.isEmpty() ? "" : path + "/");
    }
    if (root.startsWith("file:")) {
      return new FolderStore(Path.of(URI.create(root)));
    }
    if (root.contains("://")) {
      throw new IllegalArgumentException("'" + root + "' is neither s3://, file:// nor a folder");
    }
    return new FolderStore(Path.of(root));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return endpoint == null ? root : root + " at " + endpoint;
  }
}
