#include "app/cli/window.hpp"

#include "app/application/application.hpp"
#include "app/controller/controller.hpp"

#include <filesystem>

namespace loopscope::app::cli {

namespace {

controller::ControllerOptions controller_options(const OpenWindow& request, const Loaded& loaded) {
    controller::ControllerOptions options;
    options.deck = request.workload.deck;
    options.follow = true;
    if (request.chosen) options.lesson = request.workload.lesson->id;
    options.home = request.home;
    options.progress = progress::progress_path();
    options.settings = loaded.settings;
    options.notice = loaded.trouble;
    std::error_code ignored;
    options.save_folder = std::filesystem::current_path(ignored).string();
    return options;
}

}  // namespace

Complaint open_window(const OpenWindow& request) {
    const std::string path = settings_path();
    const Loaded loaded = load_settings(path);
    application::ApplicationOptions shape;
    shape.width = loaded.settings.window_width;
    shape.height = loaded.settings.window_height;
    shape.automation = request.automation;
    Result<std::unique_ptr<application::Application>> created = application::Application::create(shape);
    if (!created) return {kExitFailed, created.error().message()};
    application::Application& window = *created.value();

    controller::ControllerOptions options = controller_options(request, loaded);
    options.wake = [&window] { window.wake(); };
    controller::Controller controller(std::move(options));
    if (request.chosen) {
        session::Session& session = controller.session();
        for (const auto& [name, value] : request.workload.values) session.set_value(name, value);
        session.set_mode(request.workload.mode);
    }

    const Result<int> ended = window.run(controller);
    if (!path.empty() && !save_settings(path, controller.settings()))
        return {kExitFailed, path + ": the settings could not be kept"};
    if (!ended) return {kExitFailed, ended.error().message()};
    return {ended.value(), {}};
}

}  // namespace loopscope::app::cli
