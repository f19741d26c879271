package cn.civilaffairs.web.papers;

import java.util.List;

/** What a paper says. Its template reads the record that implements this. */
public interface PaperContent {

    /** The number in the upper corner (编号); empty on a blank form. */
    String number();

    /** Whose names are on it, so that a character no font has can be told to whom it belongs. */
    default List<String> names() {
        return List.of();
    }
}
