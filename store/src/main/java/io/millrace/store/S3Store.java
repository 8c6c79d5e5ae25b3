package io.millrace.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of any server that speaks S3, below a prefix. */
final class S3Store implements ObjectStore {
  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * @param prefix empty, or ends with a slash
   */
  S3Store(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public List<Entry> list(String names) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + names))
          .contents()
          .stream()
          .filter(file -> !file.key().endsWith("/"))
          .map(this::entry)
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (SdkException e) {
      throw failed("list", names, e);
    }
  }

  private Entry entry(S3Object file) {
    return new Entry(file.key().substring(prefix.length()), file.size());
  }

  @Override
  public InputStream read(String name, long from) throws IOException {
    try {
      return client.getObject(
          request -> {
            request.bucket(bucket).key(prefix + name);
            if (from > 0) {
              request.range("bytes=" + from + "-");
            }
          });
    } catch (NoSuchKeyException e) {
      throw (FileNotFoundException) new FileNotFoundException(name).initCause(e);
    } catch (SdkException e) {
      throw failed("read", name, e);
    }
  }

  @Override
  public void write(String name, Path file) throws IOException {
    try {
      client.putObject(
          request -> request.bucket(bucket).key(prefix + name), RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw failed("write", name, e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
    } catch (SdkException e) {
      throw failed("delete", name, e);
    }
  }

  private IOException failed(String what, String name, SdkException e) {
    return new IOException(
        "Cannot " + what + " s3://" + bucket + "/" + prefix + name + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
