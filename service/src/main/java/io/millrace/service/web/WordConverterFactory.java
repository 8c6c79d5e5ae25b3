package io.millrace.service.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/**
 * Reads enum constants in any case, their words apart by a dash, with an error that names the words
 * there are.
 */
final class WordConverterFactory implements ConverterFactory<String, Enum<?>> {
  @Override
  public <E extends Enum<?>> Converter<String, E> getConverter(Class<E> type) {
    return word ->
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> constant.name().equalsIgnoreCase(word.replace('-', '_')))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(refusal(type, word)));
  }

  private static <E extends Enum<?>> String refusal(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", ", "'" + word + "' must be one of ", ""));
  }
}
