package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportRow;
import cn.civilaffairs.disbursement.TrendPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Figures of the charts as JSON in a data attribute; the script reads them from there, the table beside shows them. */
final class Charts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Charts() {}

    static String trend(List<TrendPoint> points) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "labels", points.stream().map(point -> point.month().toString()).toList());
        data.put("persons", points.stream().map(TrendPoint::persons).toList());
        data.put("households", points.stream().map(TrendPoint::households).toList());
        data.put("amount", points.stream().map(point -> point.amount().yuan()).toList());
        return JSON.writeValueAsString(data);
    }

    static String towns(List<ReportRow> towns) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("labels", towns.stream().map(ReportRow::areaName).toList());
        data.put(
                "persons",
                towns.stream()
                        .map(row -> row.figure(ReportColumn.CLOSE_PERSONS))
                        .toList());
        data.put(
                "amount",
                towns.stream().map(row -> row.figure(ReportColumn.AMOUNT)).toList());
        return JSON.writeValueAsString(data);
    }
}
