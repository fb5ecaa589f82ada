#include "app/cli/arguments.hpp"

#include "app/cli/program_listing.hpp"
#include "app/cli/version.hpp"
#include "app/views/table.hpp"
#include "core/lessons/nearest.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace loopscope::app::cli {

namespace {

using lessons::Lesson;
using Words = std::vector<std::string>;

// What CLI11 fills; everything but flags is taken as text and checked below, so that each mistake has a
// sentence.
struct Raw {
    std::optional<std::string> lesson, deck, mode;
    Words set;
    std::string format = "text";
    std::string view = "slide";
    std::string at = "end";
    std::string ask, answer;
    std::string size = "1600x900";
    std::string theme = "dark";
    std::string scale = "1";
    std::string out;
    std::string automation;
    std::optional<std::string> max_events, max_loop_time, max_time;
    bool headless = false;
    bool fast = false;
};

Error wrong(std::string what, std::string hint = {}) {
    return Error{std::move(what), {}, std::move(hint)};
}

std::string did_you_mean(std::string_view word, const Words& words) {
    const std::string near = lessons::nearest(word, words);
    return near.empty() ? std::string{} : fmt::format("did you mean \"{}\"?", near);
}

// The position of `word` among `words`.
Result<std::size_t> choose(std::string_view option, std::string_view word, const Words& words) {
    const auto found = std::ranges::find(words, word);
    if (found == words.end())
        return wrong(fmt::format("{}: \"{}\" is not one of {}", option, word, fmt::join(words, ", ")));
    return static_cast<std::size_t>(found - words.begin());
}

template <class Number>
bool read(std::string_view text, Number& number) {
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && rest == end && !text.empty();
}

using DeckPointer = std::shared_ptr<const lessons::Deck>;
// Without a path: the deck that comes with the program.
using Load = std::function<Result<DeckPointer>(const std::optional<std::string>& path)>;

Error no_lesson(const std::string& word, const lessons::Deck& deck) {
    Words known{"list", "play", "render", "check", "programs"};
    for (const Lesson& lesson : deck.lessons) known.push_back(lesson.id);
    const std::string hint = did_you_mean(word, known);
    return wrong(fmt::format("there is no lesson \"{}\"", word),
                 hint.empty() ? "loopscope list names them all" : hint);
}

// The lesson is the id of one, the path of a deck (then it is the first of it), or nothing.
Result<Workload> choose_lesson(const Raw& raw, const Load& load) {
    Result<DeckPointer> deck = load(raw.deck);
    if (!deck) return deck.error();
    const Lesson* found = raw.lesson ? lessons::find_lesson(*deck.value(), *raw.lesson) : nullptr;
    if (found == nullptr && raw.lesson) {
        Result<DeckPointer> own = raw.deck ? Result<DeckPointer>(Error{}) : load(raw.lesson);
        const bool is_path = raw.lesson->find('/') != std::string::npos && !raw.deck;
        if (!own) return is_path ? own.error() : no_lesson(*raw.lesson, *deck.value());
        deck = std::move(own);
    }
    const lessons::Deck& chosen = *deck.value();
    if (found == nullptr && chosen.lessons.empty()) {
        return wrong(chosen.problems.empty() ? "there are no lessons" : to_text(chosen.problems.front()));
    }
    Workload workload;
    workload.deck = deck.value();
    workload.lesson = found != nullptr ? found : &chosen.lessons.front();
    return workload;
}

Result<Workload> workload(const Raw& raw, const Load& load_deck) {
    Result<Workload> begun = choose_lesson(raw, load_deck);
    if (!begun) return begun;
    Workload& load = begun.value();
    load.mode = load.lesson->initial_mode;
    if (raw.mode) {
        Words words;
        for (const lessons::Mode mode : load.lesson->modes) words.emplace_back(lessons::mode_word(mode));
        const Result<std::size_t> chosen = choose("--mode", *raw.mode, words);
        if (!chosen) return chosen.error();
        load.mode = load.lesson->modes[chosen.value()];
    }

    load.values = load.lesson->initial_values();
    for (const std::string& assignment : raw.set) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return wrong(fmt::format("--set: \"{}\" is not of the form name=value", assignment));
        const std::string name = assignment.substr(0, equals);
        const Result<double> value = load.lesson->parse(name, assignment.substr(equals + 1));
        if (!value) return wrong("--set: " + value.error().message());
        load.values[name] = value.value();
    }
    return begun;
}

// "none", or a positive number, which `set` takes.
template <class Number, class Set>
std::optional<Error> read_limit(std::string_view option, const std::optional<std::string>& text, Set set) {
    if (!text) return std::nullopt;
    Number number{};
    if (text != "none" && (!read(*text, number) || !(number > 0)))
        return wrong(fmt::format("{}: \"{}\" is neither 'none' nor a number above 0", option, *text));
    set(text == "none" ? std::numeric_limits<Number>::max() : number);
    return std::nullopt;
}

// Beyond this a number of seconds is no limit at all.
Nanos limit_of(double seconds) {
    constexpr double kMost = 9e9;
    return seconds < kMost ? Nanos{static_cast<std::int64_t>(seconds * 1e9)} : kForever;
}

// Those that were given take the place of the command's own.
std::optional<Error> read_limits(const Raw& raw, record::Limits& limits) {
    if (auto error = read_limit<std::uint64_t>("--max-events", raw.max_events,
                                               [&](std::uint64_t most) { limits.events = most; }))
        return error;
    if (auto error = read_limit<double>("--max-loop-time", raw.max_loop_time,
                                        [&](double most) { limits.loop_time = limit_of(most); }))
        return error;
    return read_limit<double>("--max-time", raw.max_time,
                              [&](double most) { limits.wall_time = limit_of(most); });
}

// The views, and two pages that are none.
Words view_words() {
    Words words;
    for (const ViewEntry& entry : views::table()) words.emplace_back(entry.word);
    words.emplace_back("presenter");
    words.emplace_back("home");
    return words;
}

Result<Request> play(const Raw& raw, Workload load) {
    const Result<std::size_t> format = choose("--format", raw.format, {"text", "json"});
    if (!format) return format.error();
    Play request{std::move(load), raw.fast, format.value() == 1 ? Format::Json : Format::Text};
    if (const auto error = read_limits(raw, request.limits)) return *error;
    return Request{std::move(request)};
}

Result<Request> render(const Raw& raw, Workload load) {
    constexpr int kLeast = 64;
    constexpr int kMost = 8192;
    Render request;
    request.workload = std::move(load);

    const Result<std::size_t> view = choose("--view", raw.view, view_words());
    if (!view) return view.error();
    request.view = entry_of(views::table(), raw.view).view;
    request.presenter = raw.view == "presenter";
    request.home = raw.view == "home";

    const Result<std::size_t> theme = choose("--theme", raw.theme, {"dark", "light"});
    if (!theme) return theme.error();
    request.dark = raw.theme == "dark";

    if (raw.at != "end") {
        std::uint32_t event = 0;
        if (!read(raw.at, event))
            return wrong(fmt::format("--at: \"{}\" is neither 'end' nor the number of an event", raw.at));
        request.at = event;
    }

    request.game = raw.ask == "loop";
    if (!raw.ask.empty() && !request.game) {
        const auto& questions = request.workload.lesson->questions;
        int number = 0;
        if (!read(raw.ask, number) || number < 1 || number > static_cast<int>(questions.size()))
            return wrong(fmt::format("--ask: the lesson has {} questions, and \"{}\" is none of them",
                                     questions.size(), raw.ask));
        request.ask = number - 1;
        if (!raw.mode) request.workload.mode = questions[static_cast<std::size_t>(number - 1)].mode;
    }
    if (!raw.answer.empty()) {
        int number = 0;
        if (!read(raw.answer, number) || number < 1 || number > 4)
            return wrong(fmt::format("--answer: \"{}\" is not between 1 and 4", raw.answer));
        request.answer = number - 1;
    }

    const std::size_t cross = raw.size.find('x');
    if (cross == std::string::npos || !read(std::string_view(raw.size).substr(0, cross), request.width) ||
        !read(std::string_view(raw.size).substr(cross + 1), request.height))
        return wrong(fmt::format("--size: \"{}\" is not of the form 1600x900", raw.size));
    if (std::min(request.width, request.height) < kLeast || std::max(request.width, request.height) > kMost)
        return wrong(
            fmt::format("--size: {} is not between {}x{} and {}x{}", raw.size, kLeast, kLeast, kMost, kMost));

    if (!read(raw.scale, request.scale))
        return wrong(fmt::format("--scale: \"{}\" is not a number", raw.scale));
    if (!(request.scale >= 0.5 && request.scale <= 4.0))
        return wrong(fmt::format("--scale: {} is not between 0.5 and 4", raw.scale));

    if (const auto error = read_limits(raw, request.limits)) return *error;
    if (raw.out.empty()) return wrong("--out: no file was given");
    request.out = raw.out;
    return Request{std::move(request)};
}

std::string listing(const std::vector<Lesson>& lessons) {
    std::size_t widest = 0;
    for (const Lesson& lesson : lessons) widest = std::max(widest, lesson.id.size());
    std::string text;
    for (const Lesson& lesson : lessons) text += fmt::format("{:<{}}  {}\n", lesson.id, widest, lesson.title);
    return text;
}

void add_workload(CLI::App& app, Raw& raw) {
    app.add_option("--mode", raw.mode, "How to run it: sync, async, threads or mt-async")->type_name("MODE");
    app.add_option("--set", raw.set, "Set a parameter of the lesson; may be repeated")
        ->type_name("NAME=VALUE")
        ->take_all();
}

void add_limits(CLI::App& app, Raw& raw, const record::Limits& usual) {
    const auto seconds_of = [](Nanos time) {
        return time == kForever ? std::string("none") : fmt::format("{:g}", seconds(time));
    };
    app.add_option("--max-events", raw.max_events,
                   fmt::format("Stop a run after so many events, or none (default: {})", usual.events))
        ->type_name("NUMBER");
    app.add_option("--max-loop-time", raw.max_loop_time,
                   fmt::format("... after so many seconds of loop time, or none (default: {})",
                               seconds_of(usual.loop_time)))
        ->type_name("SECONDS");
    app.add_option("--max-time", raw.max_time,
                   fmt::format("... after so many seconds of real time, or none (default: {})",
                               seconds_of(usual.wall_time)))
        ->type_name("SECONDS");
}

void add_lesson(CLI::App& app, Raw& raw) {
    app.add_option("lesson", raw.lesson, "The lesson; 'loopscope list' shows them")
        ->required()
        ->type_name("");
}

void add_deck(CLI::App& app, Raw& raw) {
    app.add_option("--deck", raw.deck, "A folder with lessons of your own")->type_name("FOLDER");
}

}  // namespace

Result<Request> parse(const std::vector<std::string>& arguments, const LoadDeck& load_deck) {
    Raw raw;
    CLI::App app(
        "Makes an event loop visible: watch real programs being scheduled, pause them, step them, go back",
        "loopscope");
    app.set_version_flag("--version", fmt::format("loopscope {}", kVersion), "Show the version");
    app.add_option("lesson", raw.lesson,
                   "The lesson to open, or the path of a deck (a folder of lessons, or one lesson.md)")
        ->type_name("");
    add_deck(app, raw);
    add_workload(app, raw);
    app.add_option("--automation", raw.automation, "Take commands from this directory, for tests")->group("");
    app.require_subcommand(0, 1);

    CLI::App* list = app.add_subcommand("list", "List the lessons, one per line: id and title");
    CLI::Option* listed = list->add_option("deck", raw.lesson, "The path of a deck")->type_name("");
    add_deck(*list, raw);
    list->get_option("--deck")->excludes(listed);

    CLI::App* check = app.add_subcommand("check",
                                         "Report every mistake in a deck with file and line, and check what "
                                         "its lessons claim by running them");
    check->add_option("deck", raw.deck, "The path of a deck (default: the lessons that come with Loopscope)")
        ->type_name("");
    add_limits(*check, raw, lessons::kClaimLimits);
    CLI::App* programs = app.add_subcommand("programs", "List the programs that a lesson can run");

    CLI::App* play_command = app.add_subcommand("play", "Play a lesson, in the window or as a listing");
    add_lesson(*play_command, raw);
    add_deck(*play_command, raw);
    add_workload(*play_command, raw);
    CLI::Option* headless = play_command->add_flag(
        "--headless", raw.headless, "Without a window: print the events in order, then a summary");
    play_command->add_flag("--fast", raw.fast, "As fast as possible, in exact virtual time")->needs(headless);
    play_command->add_option("--format", raw.format, "text, or json: one object per line")
        ->type_name("FORMAT")
        ->needs(headless);

    add_limits(*play_command, raw, kPlayLimits);
    for (const char* limit : {"--max-events", "--max-loop-time", "--max-time"})
        play_command->get_option(limit)->needs(headless);

    CLI::App* render_command =
        app.add_subcommand("render", "Draw a moment of a lesson into a PNG; needs no display");
    add_lesson(*render_command, raw);
    add_deck(*render_command, raw);
    add_workload(*render_command, raw);
    render_command
        ->add_option("--view", raw.view, fmt::format("{}: all lessons", fmt::join(view_words(), ", ")))
        ->type_name("VIEW");
    render_command
        ->add_option("--at", raw.at, "end, or the number of an event: draws the moment right after it")
        ->type_name("EVENT");
    CLI::Option* asked =
        render_command
            ->add_option(
                "--ask", raw.ask,
                "The number of a question of the lesson, drawn as it is asked; or loop: you are the loop")
            ->type_name("NUMBER");
    render_command->add_option("--answer", raw.answer, "Answer that question, 1 to 4, and draw the result")
        ->type_name("NUMBER")
        ->needs(asked);
    render_command->add_option("--size", raw.size, "Width and height in pixels")->type_name("1600x900");
    render_command->add_option("--theme", raw.theme, "dark or light")->type_name("THEME");
    render_command->add_option("--scale", raw.scale, "Scale of everything drawn, 0.5 to 4")
        ->type_name("FACTOR");
    add_limits(*render_command, raw, kRenderLimits);
    render_command->add_option("--out", raw.out, "The PNG file to write")->type_name("FILE")->required();

    try {
        app.parse(Words(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        const auto chosen = app.get_subcommands();
        return Request{Show{chosen.empty() ? app.help() : chosen.front()->help("loopscope")}};
    } catch (const CLI::CallForVersion&) {
        return Request{Show{fmt::format("loopscope {}\n", kVersion)}};
    } catch (const CLI::ParseError& error) {
        const std::string_view what = error.what();
        return wrong(std::string(what.substr(0, what.find('\n'))), "see loopscope --help");
    }

    const bool opens_window = !check->parsed() && !render_command->parsed() && !raw.headless;
    const bool later = opens_window && !raw.mode && raw.set.empty();
    const Load load = [&](const std::optional<std::string>& path) -> Result<DeckPointer> {
        if (path && path->empty())
            return Error{"the name of the deck is empty", {}, "leave it out, or name a folder"};
        return load_deck(path.value_or(""), later ? lessons::Compile::Later : lessons::Compile::Now);
    };
    if (programs->parsed()) return Request{Show{program_listing()}};
    if (list->parsed() || check->parsed()) {
        const Result<DeckPointer> deck = load(raw.deck ? raw.deck : raw.lesson);
        if (!deck) return deck.error();
        if (check->parsed()) {
            Check request{deck.value()};
            if (const auto error = read_limits(raw, request.limits)) return *error;
            return Request{std::move(request)};
        }
        const lessons::Deck& found = *deck.value();
        if (!found.lessons.empty()) return Request{Show{listing(found.lessons)}};
        return wrong(found.problems.empty() ? "there are no lessons" : to_text(found.problems.front()));
    }
    Result<Workload> chosen = workload(raw, load);
    if (!chosen) return chosen.error();
    if (render_command->parsed()) return render(raw, std::move(chosen.value()));
    if (play_command->parsed() && raw.headless) return play(raw, std::move(chosen.value()));
    const bool given = raw.lesson || raw.deck || raw.mode || !raw.set.empty();
    const lessons::Deck& deck = *chosen.value().deck;
    const bool named =
        (raw.lesson && lessons::find_lesson(deck, *raw.lesson) != nullptr) || raw.mode || !raw.set.empty();
    const bool home = !named && deck.lessons.size() > 1;
    return Request{OpenWindow{std::move(chosen.value()), given, home, raw.automation}};
}

}  // namespace loopscope::app::cli
