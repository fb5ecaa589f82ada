#include "app/cli/event_writer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace loopscope::app::cli {

namespace {

using trace::Event;
using trace::Kind;

// The JSON of `event` as the only one of a run.
nlohmann::json line_of(const Event& event, const std::shared_ptr<trace::Tables>& tables) {
    timeline::Timeline timeline(tables);
    timeline.append(std::span(&event, 1));
    const std::string line = event_to_json(timeline, 1);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    return nlohmann::json::parse(line);
}

Event event_of(Kind kind) {
    Event event;
    event.kind = kind;
    event.thread = 1;
    return event;
}

}  // namespace

TEST(EventToJson, TellsTimeThreadKindTaskAndReason) {
    Event event = event_of(Kind::StepBegin);
    event.time = 1'000'000'500;
    event.task = 2;
    event.reason = static_cast<std::uint8_t>(trace::Cause::TimerDue);
    event.arg = 3;

    const nlohmann::json line = line_of(event, std::make_shared<trace::Tables>());

    EXPECT_EQ(line["seq"], 0);
    EXPECT_DOUBLE_EQ(line["time"], 1.0000005);
    EXPECT_EQ(line["thread"], 1);
    EXPECT_EQ(line["kind"], "step-begin");
    EXPECT_EQ(line["task"], 2);
    EXPECT_EQ(line["reason"], "timer due");
    EXPECT_EQ(line["arg"], 3);
}

TEST(EventToJson, ResolvesTextsAndPlaces) {
    const auto tables = std::make_shared<trace::Tables>();
    Event output = event_of(Kind::Output);
    output.object = tables->intern("say \"hello\"\t\n");
    output.arg = tables->intern(trace::Site{"two_tasks.cpp", "hello", 12});

    const nlohmann::json line = line_of(output, tables);

    EXPECT_EQ(line["text"], "say \"hello\"\t\n");
    EXPECT_EQ(line["file"], "two_tasks.cpp");
    EXPECT_EQ(line["line"], 12);
}

TEST(EventToJson, NamesTaskAndParent) {
    const auto tables = std::make_shared<trace::Tables>();
    Event created = event_of(Kind::TaskCreated);
    created.task = 2;
    created.object = tables->intern("hello(1)");
    created.arg = trace::pack_created(1, 0);

    const nlohmann::json line = line_of(created, tables);

    EXPECT_EQ(line["name"], "hello(1)");
    EXPECT_EQ(line["parent"], 1);
    EXPECT_FALSE(line.contains("file"));
}

TEST(EventToJson, SurvivesTextThatIsNotUtf8) {
    const auto tables = std::make_shared<trace::Tables>();
    Event output = event_of(Kind::Output);
    output.object = tables->intern("\xff\xfe");

    EXPECT_TRUE(line_of(output, tables).contains("text"));
}

TEST(EventToJson, IsValidForEveryKind) {
    for (std::uint8_t kind = 0; kind < trace::kKindCount; ++kind) {
        Event event = event_of(static_cast<Kind>(kind));
        event.object = 1'000'000;
        event.arg = -1;
        event.reason = 255;

        EXPECT_TRUE(line_of(event, std::make_shared<trace::Tables>()).is_object());
    }
}

TEST(Summary, ExactTimesArePrintedExactly) {
    const Summary summary{"async", 1.0, 0.0042, 57, 3, "done"};

    EXPECT_EQ(summary_to_json(summary),
              "{\"summary\": true, \"mode\": \"async\", \"loop_s\": 1.000000, \"wall_s\": 0.004200, "
              "\"events\": 57, "
              "\"tasks\": 3, \"outcome\": \"done\"}\n");
    EXPECT_EQ(summary_to_text(summary),
              "done after 1.000000 s of loop time (0.004200 s on the wall), async: 3 tasks, 57 events\n");
}

TEST(EventToJson, IsAnObjectForEveryKindAndReason) {
    const auto tables = std::make_shared<trace::Tables>();
    for (std::uint8_t kind = 0; kind < trace::kKindCount; ++kind) {
        Event event = event_of(static_cast<Kind>(kind));
        event.reason = 3;
        EXPECT_EQ(line_of(event, tables)["kind"], trace::row_of(event.kind).word);
    }
}

TEST(EventToJson, TellsHalvesByTheirNames) {
    const auto tables = std::make_shared<trace::Tables>();
    Event put = event_of(Kind::ValuePut);
    put.object = 7;
    put.arg = trace::pack(3, tables->intern("42"));
    EXPECT_EQ(line_of(put, tables)["object"], 7);
    EXPECT_EQ(line_of(put, tables)["length"], 3);
    EXPECT_EQ(line_of(put, tables)["value"], "42");

    Event error = event_of(Kind::Exception);
    error.object = tables->intern(trace::Site{"/home/ann/shop.py", "f", 9});
    error.arg = trace::pack(tables->intern("ValueError"), tables->intern("no"));
    error.reason = static_cast<std::uint8_t>(trace::Handling::Caught);
    EXPECT_EQ(line_of(error, tables)["type"], "ValueError");
    EXPECT_EQ(line_of(error, tables)["text"], "no");
    EXPECT_EQ(line_of(error, tables)["reason"], "caught");
    EXPECT_EQ(line_of(error, tables)["file"], "shop.py");

    Event made = event_of(Kind::ObjectCreated);
    made.arg = trace::pack(0, tables->intern("accounts"));
    made.reason = static_cast<std::uint8_t>(trace::ObjectKind::Lock);
    EXPECT_EQ(line_of(made, tables)["name"], "accounts");
    EXPECT_EQ(line_of(made, tables)["reason"], "lock");
    EXPECT_FALSE(line_of(made, tables).contains("type"));
}

}  // namespace loopscope::app::cli
