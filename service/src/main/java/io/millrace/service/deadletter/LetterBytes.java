package io.millrace.service.deadletter;

import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import io.millrace.service.search.SearchIndex;
import io.millrace.service.search.SearchIndex.NoSuchIndexException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The bytes of letters: from the index, and of those that are too large for it from the topic. */
@Component
class LetterBytes {
  private final SearchIndex index;
  private final LetterTopic topic;

  LetterBytes(SearchIndex index, LetterTopic topic) {
    this.index = index;
    this.topic = topic;
  }

  /** What of a document is read here. */
  private record Stored(LetterView.@Nullable Place letter, @Nullable Original original) {}

  /** By letter id; letters that changed since they were found, or are stored no longer, lack. */
  Map<String, Original> of(List<LetterView> letters) {
    Map<String, Original> found = new HashMap<>();
    if (letters.isEmpty()) {
      return found;
    }
    Map<String, Original> indexed = indexed(letters.stream().map(LetterView::id).toList());
    for (LetterView letter : letters) {
      String id = letter.letter().id();
      Original original = indexed.get(id);
      if (original == null && letter.size() != null) {
        original = topic.read(letter.letter());
      }
      if (original != null) {
        found.put(id, original);
      }
    }
    return found;
  }

  private Map<String, Original> indexed(List<String> roots) {
    Map<String, Original> found = new HashMap<>();
    try {
      List<MultiGetResponseItem<Stored>> items =
          index.ask(
              c ->
                  c.mget(
                          m ->
                              m.index(LetterSearch.ALIAS)
                                  .ids(roots)
                                  .sourceIncludes("letter", LetterSearch.BYTES),
                          Stored.class)
                      .docs());
      for (MultiGetResponseItem<Stored> item : items) {
        Stored stored = item.isResult() ? item.result().source() : null;
        if (stored != null && stored.letter() != null && stored.original() != null) {
          found.put(stored.letter().id(), stored.original());
        }
      }
    } catch (NoSuchIndexException e) {
      // Removed since the letters were found: they may still stand in the topic.
    }
    return found;
  }
}
