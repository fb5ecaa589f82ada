#include "app/commands/declare.hpp"
#include "app/commands/home.hpp"

#include <algorithm>

namespace loopscope::app::commands {
namespace {

using input::Key;

bool has_mode(const Context& c, lessons::Mode mode) {
    const exhibit::Exhibit* open = c.session.exhibit();
    return open && !c.session.race_shown() && std::ranges::find(open->modes(), mode) != open->modes().end();
}

void next_mode(Context& c) {
    const auto modes = c.session.exhibit()->modes();
    const auto now = std::ranges::find(modes, c.session.mode());
    const auto next = now == modes.end() || now + 1 == modes.end() ? modes.begin() : now + 1;
    c.session.set_mode(*next);
}

void declare_pages(std::vector<Command>& commands) {
    struct Page {
        LessonPage page;
        const char *id, *label;
    };
    constexpr Page kPages[] = {{LessonPage::Read, "page/read", "Read the lesson"},
                               {LessonPage::Steps, "page/steps", "Programming steps"},
                               {LessonPage::Try, "page/try", "Change the numbers"}};
    for (const Page& page : kPages) {
        commands.push_back({.id = page.id,
                            .group = "View",
                            .label = page.label,
                            .tooltip = "",
                            .keys = {},
                            .in_help = false,
                            .run =
                                [to = page.page](Context& c) {
                                    c.state.page = to;
                                    c.state.lesson_scroll = 0;
                                },
                            .enabled = [](const Context& c) { return c.session.exhibit() != nullptr; },
                            .active = [to = page.page](const Context& c) { return c.state.page == to; }});
    }
    commands.push_back({.id = "page/next",
                        .group = "View",
                        .label = "Lesson, steps, numbers",
                        .tooltip = "",
                        .keys = {key(Key::L)},
                        .run =
                            [](Context& c) {
                                c.state.page =
                                    static_cast<LessonPage>((static_cast<int>(c.state.page) + 1) % 3);
                                c.state.lesson_scroll = 0;
                            },
                        .enabled = [](const Context& c) { return c.session.exhibit() != nullptr; }});
}

}  // namespace

void show_view(Context& c, View view) {
    c.state.view = view;
    c.state.lanes_scroll = c.state.slide_scroll = 0;
    c.session.show_race(entry_of(c.views, view).races && !c.state.presenter);
}

void declare_views(std::vector<Command>& commands, Views views) {
    for (const ViewEntry& entry : views) {
        commands.push_back(
            {.id = entry.command(),
             .group = "View",
             .label = std::string(entry.title) + " view",
             .tooltip = "",
             .keys = {key(entry.key)},
             .run = [view = entry.view](Context& c) { show_view(c, view); },
             .enabled =
                 [&entry](const Context& c) {
                     return !c.state.presenter && entry.is_available(c.session.exhibit());
                 },
             .active = [view = entry.view](const Context& c) { return c.state.view == view; }});
    }
    commands.push_back({.id = "view/presenter",
                        .group = "View",
                        .label = "Presenter view",
                        .tooltip = "For the projector: large, and nothing but the program and its slide",
                        .keys = {key(Key::P), key(Key::F5)},
                        .run =
                            [](Context& c) {
                                c.state.presenter = !c.state.presenter;
                                show_view(c, c.state.view);
                            },
                        .active = [](const Context& c) { return c.state.presenter; }});
    declare_pages(commands);
    for (const ViewEntry& entry : views) {
        if (entry.declare != nullptr) entry.declare(commands);
    }
    commands.push_back({.id = "mode/next",
                        .group = "View",
                        .label = "Run it another way",
                        .tooltip = "",
                        .keys = {key(Key::M)},
                        .run = next_mode,
                        .enabled = [](const Context& c) {
                            return c.session.exhibit() && c.session.exhibit()->modes().size() > 1 &&
                                   !c.session.race_shown();
                        }});
    for (const lessons::Mode mode : lessons::kModes) {
        commands.push_back({.id = mode_id(mode),
                            .group = "View",
                            .label = "Run it " + std::string(lessons::mode_title(mode)),
                            .tooltip = std::string(lessons::mode_title(mode)),
                            .keys = {},
                            .in_help = false,
                            .run = [mode](Context& c) { c.session.set_mode(mode); },
                            .enabled = [mode](const Context& c) { return has_mode(c, mode); },
                            .active = [mode](const Context& c) { return c.session.mode() == mode; }});
    }
}

void open_lesson(Context& c, std::size_t index, bool playing) {
    if (index >= c.lessons.size()) return;
    const lessons::Lesson& lesson = c.lessons[index];
    c.state.home_choice = lesson.id;
    // What stands behind the first page goes on where it was left.
    const bool behind = c.state.home && c.session.lesson() == &lesson;
    c.state.home = false;
    c.state.lesson_scroll = c.state.notes_scroll = c.state.results_scroll = 0;
    if (behind) return;
    c.session.open({c.deck, &lesson}, playing);
    const bool kept = entry_of(c.views, c.state.view).is_available(c.session.exhibit());
    show_view(c, kept ? c.state.view : c.views.front().view);
}

void declare_lessons(std::vector<Command>& commands, std::span<const lessons::Lesson> lessons) {
    for (const lessons::Lesson& lesson : lessons) {
        commands.push_back(
            {.id = "lesson/" + lesson.id,
             .group = "Lessons",
             .label = "Open: " + lesson.title,
             .tooltip = lesson.goal,
             .keys = {},
             .in_help = false,
             .run =
                 [id = lesson.id](Context& c) {
                     const auto it = std::ranges::find(c.lessons, id, &lessons::Lesson::id);
                     if (it != c.lessons.end())
                         open_lesson(c, static_cast<std::size_t>(it - c.lessons.begin()), true);
                 },
             .active = [id = lesson.id](
                           const Context& c) { return c.session.lesson() && c.session.lesson()->id == id; }});
    }
}

}  // namespace loopscope::app::commands
