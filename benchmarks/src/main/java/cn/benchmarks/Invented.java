package cn.benchmarks;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, names and places of invented people: the i-th is always the same one. */
final class Invented {

    static final AreaCode COUNTY = AreaCode.of("999002000000");
    static final int TOWNSHIPS = 16;
    static final int VILLAGES = 12;

    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余";
    private static final String GIVEN = "明华国强丽娟秀英建军小红志伟芳敏静涛杰磊洋艳勇桂兰玉梅文德清云春香海波";
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1936, 1, 1);
    private static final int BIRTH_DAYS = 25_000;

    private Invented() {}

    static AreaCode village(int i) {
        return village(i % TOWNSHIPS + 1, i / TOWNSHIPS % VILLAGES + 1);
    }

    static AreaCode village(int township, int village) {
        return AreaCode.of(String.format(Locale.ROOT, "999002%03d%03d", township, 200 + village));
    }

    static IdNumber identity(int i) {
        int serial = i / BIRTH_DAYS + 1;
        String first = "999001"
                + FIRST_BIRTH.plusDays(i % BIRTH_DAYS).format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%03d", serial);
        return IdNumber.of(first + IdNumber.checkCharacter(first));
    }

    static String name(int i) {
        return "" + SURNAMES.charAt(i % SURNAMES.length())
                + GIVEN.charAt(i / 40 % GIVEN.length())
                + GIVEN.charAt(i / 1_480 % GIVEN.length());
    }

    static String account(int i) {
        String first = "622848000" + String.format(Locale.ROOT, "%09d", i);
        int sum = 0;
        for (int place = 0; place < first.length(); place++) {
            int digit = first.charAt(first.length() - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return first + (10 - sum % 10) % 10;
    }
}
