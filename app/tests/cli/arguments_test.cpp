#include "app/cli/arguments.hpp"

#include "app/tests/cli/sample_lessons.hpp"

#include <gtest/gtest.h>

namespace loopscope::app::cli {

namespace {

class Arguments : public testing::Test {
protected:
    template <class Wanted>
    Wanted expect(const std::vector<std::string>& arguments) {
        const Result<Request> parsed = parse(arguments, load);
        EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().message());
        if (!parsed || !std::holds_alternative<Wanted>(parsed.value())) {
            ADD_FAILURE() << "another request than expected";
            return {};
        }
        return std::get<Wanted>(parsed.value());
    }
    // The message, which must be one line.
    std::string refusal(const std::vector<std::string>& arguments) {
        const Result<Request> parsed = parse(arguments, load);
        if (parsed.ok()) return "accepted";
        const std::string message = parsed.error().message();
        EXPECT_EQ(message.find('\n'), std::string::npos) << message;
        return message;
    }

    [[nodiscard]] const lessons::Lesson* lesson(std::size_t index) const { return &deck_->lessons[index]; }

    std::shared_ptr<const lessons::Deck> deck_ = sample_deck(), own_ = sample_deck();
    const LoadDeck load = [this](const std::string& path,
                                 lessons::Compile) -> Result<std::shared_ptr<const lessons::Deck>> {
        if (path.empty()) return deck_;
        if (path == "my-deck" || path == "there/lesson.md") return own_;
        return Error{"there is no such deck", path, {}};
    };
};

testing::AssertionResult has(const std::string& text, const std::string& part) {
    if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
    return testing::AssertionFailure() << "no '" << part << "' in: " << text;
}

TEST_F(Arguments, LimitsReplaceThoseOfTheCommand) {
    const auto play = expect<Play>({"play", "two-tasks", "--headless", "--max-events", "500"});
    EXPECT_EQ(play.limits.events, 500U);
    EXPECT_EQ(play.limits.wall_time, kPlayLimits.wall_time);

    const auto render = expect<Render>(
        {"render", "two-tasks", "--out", "x.png", "--max-loop-time", "1.5", "--max-time", "none"});
    EXPECT_EQ(render.limits.loop_time, std::chrono::milliseconds{1500});
    EXPECT_EQ(render.limits.wall_time, kForever);
    EXPECT_EQ(render.limits.events, kRenderLimits.events);

    const auto check = expect<Check>({"check", "--max-time", "3"});
    EXPECT_EQ(check.limits.wall_time, std::chrono::seconds{3});
    EXPECT_EQ(check.limits.events, lessons::kClaimLimits.events);
}

TEST_F(Arguments, LimitsThatMakeNoSenseAreRefused) {
    for (const char* wrong : {"0", "-1", "many", "nan", "1e", ""}) {
        EXPECT_EQ(refusal({"check", "--max-time", wrong}),
                  "--max-time: \"" + std::string(wrong) + "\" is neither 'none' nor a number above 0");
    }
    EXPECT_NE(refusal({"play", "two-tasks", "--headless", "--max-events", "1.5"}), "");
    EXPECT_NE(refusal({"play", "two-tasks", "--max-events", "5"}), "");
}

}  // namespace

TEST_F(Arguments, NothingOpensTheFirstLesson) {
    const auto window = expect<OpenWindow>({});

    EXPECT_EQ(window.workload.lesson, lesson(0));
    EXPECT_EQ(window.workload.mode, lessons::Mode::Async);
    EXPECT_FALSE(window.chosen);
}

TEST_F(Arguments, ALessonOpensIt) {
    const auto window = expect<OpenWindow>({"queue"});

    EXPECT_EQ(window.workload.lesson, lesson(1));
    EXPECT_TRUE(window.chosen);
}

TEST_F(Arguments, APathOpensTheDeckThatIsThere) {
    for (const char* path : {"my-deck", "there/lesson.md"}) {
        const auto window = expect<OpenWindow>({path});
        EXPECT_EQ(window.workload.deck, own_);
        EXPECT_EQ(window.workload.lesson, own_->lessons.data());
        EXPECT_TRUE(window.chosen);
    }
    EXPECT_EQ(refusal({"no/deck"}), "no/deck: there is no such deck");
    EXPECT_EQ(refusal({"no-deck"}), "there is no lesson \"no-deck\" (loopscope list names them all)");
}

TEST_F(Arguments, ALessonOfAnotherDeckIsNamedBesideIt) {
    EXPECT_EQ(expect<OpenWindow>({"queue", "--deck", "my-deck"}).workload.lesson, &own_->lessons[1]);
    EXPECT_EQ(expect<Play>({"play", "queue", "--headless", "--deck", "my-deck"}).workload.lesson,
              &own_->lessons[1]);
    EXPECT_EQ(expect<Render>({"render", "queue", "--out", "x.png", "--deck", "my-deck"}).workload.deck, own_);
    EXPECT_EQ(refusal({"my-deck", "--deck", "my-deck"}),
              "there is no lesson \"my-deck\" (loopscope list names them all)");
    EXPECT_EQ(refusal({"play", "queue", "--deck", "nowhere"}), "nowhere: there is no such deck");
}

TEST_F(Arguments, ADeckWithoutLessonsSaysWhy) {
    auto empty = std::make_shared<lessons::Deck>();
    empty->problems = {{"my-deck", 0, "there are no lessons in this folder", {}}};
    own_ = empty;
    EXPECT_EQ(refusal({"my-deck"}), "my-deck: there are no lessons in this folder");
}

TEST_F(Arguments, CheckTakesADeckOrTheOneOfTheProgram) {
    EXPECT_EQ(expect<Check>({"check"}).deck, deck_);
    EXPECT_EQ(expect<Check>({"check", "my-deck"}).deck, own_);
    EXPECT_EQ(refusal({"check", "nowhere"}), "nowhere: there is no such deck");
}

TEST_F(Arguments, ProgramsAreNamedWithModesAndParameters) {
    const std::string text = expect<Show>({"programs"}).text;
    EXPECT_TRUE(has(text, "two_tasks: "));
    EXPECT_TRUE(has(text, "modes: sync, async, threads, mt-async"));
    EXPECT_TRUE(has(text, "seconds: 0.1 to 10 s, begins with 1"));
    EXPECT_TRUE(has(text, "wait: await, block, begins with await"));
}

TEST_F(Arguments, ListTellsIdsAndTitles) {
    EXPECT_EQ(expect<Show>({"list", "my-deck"}).text, expect<Show>({"list", "--deck", "my-deck"}).text);
    EXPECT_EQ(refusal({"list", "nowhere"}), "nowhere: there is no such deck");
    EXPECT_EQ(expect<Show>({"list"}).text, "two-tasks  Two tasks that wait\nqueue      A queue\n");
}

TEST_F(Arguments, HelpAndVersionAreShown) {
    EXPECT_TRUE(has(expect<Show>({"--help"}).text, "render"));
    EXPECT_TRUE(has(expect<Show>({"play", "--help"}).text, "--headless"));
    EXPECT_TRUE(expect<Show>({"--version"}).text.starts_with("loopscope "));
}

TEST_F(Arguments, PlayWithoutHeadlessPlaysInTheWindow) {
    const auto window = expect<OpenWindow>({"play", "queue", "--mode", "sync"});

    EXPECT_EQ(window.workload.lesson, lesson(1));
    EXPECT_EQ(window.workload.mode, lessons::Mode::Sync);
}

TEST_F(Arguments, PlayHeadlessTakesModeValuesPaceAndFormat) {
    const auto play = expect<Play>({"play", "two-tasks", "--headless", "--mode", "sync", "--fast", "--set",
                                    "tasks=7", "--set", "wait=block", "--format", "json"});

    EXPECT_EQ(play.workload.mode, lessons::Mode::Sync);
    EXPECT_TRUE(play.fast);
    EXPECT_EQ(play.format, Format::Json);
    EXPECT_EQ(play.workload.values.at("tasks"), 7);
    EXPECT_EQ(play.workload.values.at("wait"), 1);
}

TEST_F(Arguments, RenderTakesAQuestionOfTheLessonOrTheGame) {
    EXPECT_TRUE(expect<Render>({"render", "two-tasks", "--out", "x.png", "--ask", "loop"}).game);
    for (const char* wrong : {"0", "99", "first"})
        EXPECT_TRUE(has(refusal({"render", "two-tasks", "--out", "x.png", "--ask", wrong}), "--ask"));
    EXPECT_TRUE(has(refusal({"render", "two-tasks", "--out", "x.png", "--ask", "loop", "--answer", "5"}),
                    "--answer"));
    EXPECT_TRUE(has(refusal({"render", "two-tasks", "--out", "x.png", "--answer", "1"}), "--ask"));
}

TEST_F(Arguments, RenderHasDefaults) {
    const auto render = expect<Render>({"render", "two-tasks", "--out", "x.png"});

    EXPECT_EQ(render.view, View::Slide);
    EXPECT_FALSE(render.presenter);
    EXPECT_FALSE(render.at.has_value());
    EXPECT_FALSE(render.ask.has_value());
    EXPECT_FALSE(render.game);
    EXPECT_EQ(render.width, 1600);
    EXPECT_EQ(render.height, 900);
    EXPECT_TRUE(render.dark);
    EXPECT_EQ(render.scale, 1.0);
    EXPECT_EQ(render.out, "x.png");
}

TEST_F(Arguments, RenderTakesEverything) {
    const auto render = expect<Render>({"render", "two-tasks", "--view", "presenter", "--at", "12", "--size",
                                        "1280x720", "--theme", "light", "--scale", "1.5", "--out", "y.png"});

    EXPECT_TRUE(render.presenter);
    EXPECT_EQ(render.at, 12U);
    EXPECT_EQ(render.width, 1280);
    EXPECT_EQ(render.height, 720);
    EXPECT_FALSE(render.dark);
    EXPECT_EQ(render.scale, 1.5);
}

TEST_F(Arguments, AnUnknownLessonIsNamedAndANearOneProposed) {
    EXPECT_EQ(refusal({"two-taks"}), "there is no lesson \"two-taks\" (did you mean \"two-tasks\"?)");
    EXPECT_EQ(refusal({"play", "quue"}), "there is no lesson \"quue\" (did you mean \"queue\"?)");
    EXPECT_EQ(refusal({"lst"}), "there is no lesson \"lst\" (did you mean \"list\"?)");
    EXPECT_EQ(refusal({"websocket"}), "there is no lesson \"websocket\" (loopscope list names them all)");
}

TEST_F(Arguments, AnUnknownModeIsRefusedWithThoseOfTheLesson) {
    EXPECT_EQ(refusal({"play", "queue", "--headless", "--mode", "fast"}),
              "--mode: \"fast\" is not one of sync, async");
    EXPECT_TRUE(
        has(refusal({"play", "queue", "--headless", "--mode", "threads"}), "\"threads\" is not one of"));
}

TEST_F(Arguments, ASettingMustBeKnownWellFormedAndInRange) {
    const std::vector<std::string> play{"play", "two-tasks", "--headless", "--set"};
    const auto with = [&](const std::string& setting) {
        std::vector<std::string> arguments = play;
        arguments.push_back(setting);
        return refusal(arguments);
    };

    EXPECT_TRUE(has(with("tasks"), "name=value"));
    EXPECT_TRUE(has(with("=3"), "name=value"));
    EXPECT_TRUE(has(with("speed=3"), "no parameter \"speed\""));
    EXPECT_TRUE(has(with("speed=3"), "tasks, wait"));
    EXPECT_TRUE(has(with("tasks=0"), "--set: "));
    EXPECT_TRUE(has(with("tasks=201"), "--set: "));
    EXPECT_TRUE(has(with("tasks=many"), "--set: "));
    EXPECT_TRUE(has(with("tasks="), "--set: "));
    EXPECT_TRUE(has(with("wait=sing"), "--set: "));
}

TEST_F(Arguments, RenderRefusesWhatCannotBeDrawn) {
    const auto with = [&](const std::string& option, const std::string& value) {
        return refusal({"render", "two-tasks", "--out", "x.png", option, value});
    };

    for (const char* size : {"1600", "x900", "1600x", "axb", "1600x900x3", "-1x5", "", "1600 x 900"})
        EXPECT_TRUE(has(with("--size", size), "--size")) << size;
    EXPECT_TRUE(has(with("--size", "10x10"), "not between"));
    EXPECT_TRUE(has(with("--size", "99999x900"), "not between"));
    EXPECT_TRUE(has(with("--scale", "0.1"), "--scale"));
    EXPECT_TRUE(has(with("--scale", "nan"), "--scale"));
    EXPECT_TRUE(has(with("--scale", "big"), "--scale"));
    EXPECT_TRUE(has(with("--theme", "blue"), "not one of dark, light"));
    EXPECT_TRUE(has(with("--view", "graph"), "not one of slide, columns, anatomy, presenter"));
    EXPECT_TRUE(has(with("--at", "middle"), "neither 'end' nor"));
    EXPECT_TRUE(has(with("--at", "-1"), "--at"));
    EXPECT_TRUE(has(refusal({"render", "two-tasks"}), "--out"));
    EXPECT_TRUE(has(refusal({"render", "two-tasks", "--out", ""}), "--out"));
}

TEST_F(Arguments, UnknownOptionsAndTooMuchAreRefused) {
    EXPECT_TRUE(has(refusal({"--colour"}), "--colour"));
    EXPECT_TRUE(has(refusal({"queue", "two-tasks"}), "two-tasks"));
    EXPECT_TRUE(has(refusal({"play"}), "lesson"));
    EXPECT_TRUE(has(refusal({"play", "queue", "--fast"}), "--headless"));
    EXPECT_NE(refusal({"list", "my-deck", "more"}), "accepted");
}

}  // namespace loopscope::app::cli
