package dev.moonshift.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberParserTest {

  @Test
  void textsBecomeTheNumbersThatReferenceLuaReads() {
    List<String> wrong = new ArrayList<>();
    for (String[] line : GoldenFile.read("number-parse.txt")) {
      byte[] text = GoldenFile.bytes(line[0]);
      double expected = line[2].equals("nil") ? Double.NaN : GoldenFile.number(line[2]);
      double read =
          line[1].isEmpty()
              ? NumberParser.parse(text, 0, text.length)
              : NumberParser.parse(text, 0, text.length, Integer.parseInt(line[1]));
      if (Double.doubleToLongBits(read) != Double.doubleToLongBits(expected)) {
        wrong.add(String.join(" | ", line) + ": " + read);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void onlyTheGivenPartOfTheArrayIsRead() {
    byte[] text = GoldenFile.latin("12345e6");
    assertThat(NumberParser.parse(text, 1, 3)).isEqualTo(234);
    assertThat(NumberParser.parse(text, 1, 5)).isNaN();
    assertThat(NumberParser.parse(text, 5, 2, 16)).isEqualTo(0xe6);
  }
}
