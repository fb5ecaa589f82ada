#include "app/cli/render.hpp"

#include "app/cli/finished_run.hpp"
#include "app/cli/limits.hpp"
#include "app/controller/controller.hpp"
#include "app/paint/png.hpp"
#include "app/views/table.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace loopscope::app::cli {

namespace {

using controller::Controller;

// Lets a controller take in what has been recorded. Its clock is ours: time passes only here.
class Hand {
public:
    explicit Hand(Controller& controller) : controller_(controller) {}
    void wait(double seconds = 1) { controller_.update(now_ += seconds); }

private:
    Controller& controller_;
    double now_ = 0;
};

void open(Controller& controller, const Render& request) {
    session::Session& session = controller.session();
    session.open(*request.workload.lesson, false);
    for (const auto& [name, value] : request.workload.values) session.set_value(name, value);
    session.set_mode(request.workload.mode);
    controller.activate(entry_of(views::table(), request.view).command());
    if (request.presenter) controller.activate("view/presenter");
}

// Moves the race to the moment at which the run shows `time`.
void scrub_race(session::Session& session, std::int64_t time) {
    double before = 0;
    double after = 1;
    for (int i = 0; i < 40; ++i) {
        const double middle = (before + after) / 2;
        session.ask(session::ScrubRace{middle});
        (session.race().point().time < time ? before : after) = middle;
    }
    session.ask(session::ScrubRace{after});
}

Complaint go_to(Controller& controller, Hand& hand, std::optional<std::uint32_t> at) {
    session::Session& session = controller.session();
    // The race runs its columns one after the other, one an update.
    for (int i = 0; i < 8 && session.race_shown() && !session.race().ready(); ++i) hand.wait();
    const timeline::Timeline& timeline = session.timeline();
    if (at && *at >= timeline.size()) {
        const std::string hint =
            timeline.size() == 0 ? "" : fmt::format(", the last is {}", timeline.size() - 1);
        return {kExitWrongArguments, fmt::format("--at: there is no event {}: the run has {} events{}", *at,
                                                 timeline.size(), hint)};
    }
    if (session.race_shown() && at)
        scrub_race(session, timeline.time_at(*at + 1));
    else if (session.race_shown())
        session.ask(session::ToHead{});
    else
        session.ask(session::Seek{at ? *at + 1 : timeline.size()});
    hand.wait();
    return {};
}

// Asks a question of the lesson where its mark is, and answers it.
Complaint ask(Controller& controller, Hand& hand, const Render& request) {
    session::Session& session = controller.session();
    const auto& questions = request.workload.lesson->questions;
    loopscope::quiz::MarkReader reader(questions, session.mode());
    std::optional<std::size_t> position;
    for (const auto& reached : reader.read(session.timeline())) {
        if (reached.question == *request.ask) position = reached.position;
    }
    const int number = *request.ask + 1;
    if (!position)
        return {kExitWrongArguments, fmt::format("--ask: the run never comes to question {}", number)};
    session.ask(session::Seek{*position});
    hand.wait();
    quiz::Quiz& quiz = controller.quiz();
    quiz.ask_now(*request.ask);
    constexpr int kPatience = 20, kMostBeats = 20000;
    for (int i = 0; i < kPatience && !quiz.open(); ++i) hand.wait();
    if (!quiz.open())
        return {kExitFailed, fmt::format("--ask: question {} cannot be asked of this run", number)};
    if (!request.answer) return {};
    quiz.choose(static_cast<std::size_t>(*request.answer));
    for (int i = 0; i < kMostBeats && quiz.stage() != quiz::Stage::Revealed; ++i) {
        if (quiz.stage() != quiz::Stage::Running) quiz.go_on();
        hand.wait();
    }
    return {};
}

// Makes the moves that the loop made, as far as the moment that is to be shown.
Complaint play_game(Controller& controller, Hand& hand, const Render& request) {
    quiz::Quiz& quiz = controller.quiz();
    quiz.play_game();
    constexpr int kPatience = 20;
    for (int i = 0; i < kPatience && !quiz.game(); ++i) hand.wait();
    if (!quiz.game()) return {kExitFailed, "--ask: there is not one loop here to be"};
    while (request.at && !quiz.game()->rules().won() && quiz.game()->rules().position() <= *request.at) {
        const auto& moves = quiz.game()->moves();
        const auto right = std::ranges::find(moves, *quiz.game()->rules().recorded());
        if (right == moves.end()) break;
        quiz.play(static_cast<std::size_t>(right - moves.begin()));
    }
    hand.wait();
    return {};
}

stage::Vec2 design_size(const Render& request, float scale) {
    return {static_cast<float>(request.width) / scale, static_cast<float>(request.height) / scale};
}

// Pixels of a design pixel. The controller may choose it by the size (the presenter view does), which is in
// turn measured in design pixels: the two agree after a round or two.
float fit(Controller& controller, const Render& request) {
    float scale = controller.scale();
    for (int i = 0; i < 3; ++i) {
        controller.handle(input::Resized{design_size(request, scale)});
        scale = controller.scale();
    }
    return scale;
}

// The first page needs a run of each lesson; they go on in the background.
Complaint wait_for_thumbnails(const Controller& controller) {
    constexpr std::chrono::milliseconds kLook{5};
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes{2};
    while (!controller.has_thumbnails()) {
        if (std::chrono::steady_clock::now() > until)
            return {kExitFailed, "the lessons take too long to run"};
        std::this_thread::sleep_for(kLook);
    }
    return {};
}

}  // namespace

Complaint render(const Render& request) {
    if (!request.home && !request.workload.lesson->program)
        return {kExitFailed, request.workload.lesson->trouble};
    Settings settings;
    settings.dark = request.dark;
    settings.scale = static_cast<float>(request.scale);
    settings.reduced_motion = true;
    // A picture waits for nobody.
    settings.questions = false;
    controller::ControllerOptions options;
    options.deck = request.workload.deck;
    options.lesson = request.workload.lesson->id;
    options.settings = settings;
    options.autoplay = false;
    options.home = request.home;
    auto reached = record::Reached::End;
    if (!request.home) options.start = finished_runs(request.limits, &reached);
    options.threading = record::Keeper::Threading::Caller;
    Controller controller(std::move(options));
    Hand hand(controller);
    if (!request.home) open(controller, request);
    const ViewEntry& view = entry_of(views::table(), request.view);
    if (!request.home && !request.presenter && !view.is_available(controller.session().exhibit()))
        return {kExitWrongArguments, fmt::format("--view: {} has no {}: it runs in one way only",
                                                 request.workload.lesson->id, view.word)};
    hand.wait();
    Complaint complaint =
        request.home ? wait_for_thumbnails(controller) : go_to(controller, hand, request.at);
    if (!complaint.text.empty()) return complaint;
    if (request.game && !request.home) complaint = play_game(controller, hand, request);
    if (!complaint.text.empty()) return complaint;
    if (request.ask && !request.home) {
        complaint = ask(controller, hand, request);
        if (!complaint.text.empty()) return complaint;
    }

    const float scale = fit(controller, request);
    Result<paint::Printer> printer = paint::Printer::create(scale);
    if (!printer) return {kExitFailed, printer.error().message()};
    const stage::DisplayList picture = controller.build(design_size(request, scale), printer->metrics());
    const auto theme = request.dark ? stage::ThemeName::Dark : stage::ThemeName::Light;
    const Result<platform::Image> image = printer->paint(picture, {request.width, request.height}, theme);
    if (!image) return {kExitFailed, image.error().message()};
    const Result<platform::PixelSize> written = paint::write_png(image.value(), request.out);
    if (!written) return {kExitFailed, written.error().message()};
    const std::string limit = limit_text(reached, request.limits);
    if (limit.empty()) return {};
    return {kExitFailed, fmt::format("{}: drawn as far as it went, {}", request.workload.lesson->id, limit)};
}

}  // namespace loopscope::app::cli
