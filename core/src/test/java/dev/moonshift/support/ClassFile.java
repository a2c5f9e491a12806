package dev.moonshift.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from a class file how long the code of each method is; after chapter 4 of the JVM's. */
public final class ClassFile {
  private ClassFile() {}

  /** Returns the length of the bytecode of each method, by name and descriptor. */
  public static Map<String, Integer> codeLengths(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream stream = type.getResourceAsStream(file)) {
      return read(new DataInputStream(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> read(DataInputStream in) throws IOException {
    in.skipNBytes(8); // magic number and version
    String[] texts = readConstants(in);
    in.skipNBytes(6); // access, this class, superclass
    in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
    readMembers(in, texts); // fields
    return readMembers(in, texts);
  }

  private static String[] readConstants(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // longs and doubles count twice
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("unknown kind of constant: " + tag);
      }
    }
    return texts;
  }

  private static Map<String, Integer> readMembers(DataInputStream in, String[] texts)
      throws IOException {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    int members = in.readUnsignedShort();
    for (int i = 0; i < members; i++) {
      in.skipNBytes(2); // access
      String member = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
      int attributes = in.readUnsignedShort();
      for (int j = 0; j < attributes; j++) {
        String attribute = texts[in.readUnsignedShort()];
        long length = Integer.toUnsignedLong(in.readInt());
        if (attribute.equals("Code")) {
          in.skipNBytes(4); // stack and locals
          lengths.put(member, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
    return lengths;
  }
}
