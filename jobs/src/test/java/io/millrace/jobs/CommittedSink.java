package io.millrace.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/** Keeps what checkpoints have committed, as Kafka does in transactions: no crash undoes it. */
public final class CommittedSink<T extends Serializable>
    implements Sink<T>, SupportsCommitter<CommittedSink.Batch> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Queue<Object>> VALUES = new ConcurrentHashMap<>();
  private static final Set<String> COMMITTED = ConcurrentHashMap.newKeySet();
  private final String id = UUID.randomUUID().toString();

  /** What one writer had between two checkpoints. */
  public record Batch(String id, ArrayList<Serializable> values) implements Serializable {}

  public CommittedSink() {
    VALUES.put(id, new ConcurrentLinkedQueue<>());
  }

  @SuppressWarnings("unchecked")
  public List<T> values() {
    return (List<T>) (List<?>) new ArrayList<>(VALUES.get(id));
  }

  @Override
  public CommittingSinkWriter<T, Batch> createWriter(WriterInitContext context) {
    return new CommittingSinkWriter<>() {
      private ArrayList<Serializable> written = new ArrayList<>();

      @Override
      public void write(T value, Context unused) {
        written.add(value);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public Collection<Batch> prepareCommit() {
        Batch batch = new Batch(UUID.randomUUID().toString(), written);
        written = new ArrayList<>();
        return List.of(batch);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Committer<Batch> createCommitter(CommitterInitContext context) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Batch>> requests) {
        for (CommitRequest<Batch> request : requests) {
          Batch batch = request.getCommittable();
          if (COMMITTED.add(batch.id())) {
            VALUES.get(id).addAll(batch.values());
          }
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(Batch batch) throws IOException {
        return InstantiationUtil.serializeObject(batch);
      }

      @Override
      public Batch deserialize(int version, byte[] bytes) throws IOException {
        try {
          return InstantiationUtil.deserializeObject(bytes, Batch.class.getClassLoader());
        } catch (ClassNotFoundException e) {
          throw new IOException(e);
        }
      }
    };
  }
}
